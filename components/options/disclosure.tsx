/** What leaves this browser, and to where: said before anything does. */
export function Disclosure() {
  return (
    <div className="mt-3 rounded-lg bg-raised px-4 py-3">
      <p className="font-medium">What Leadside sends, and to where</p>
      <ul className="mt-1 list-disc ps-5 text-ink-2">
        <li>For each record you open in a CRM you allow: which CRM, its account, the kind of record and its id.</li>
        <li>What you enter in the sidebar: your decisions, attempts, notes and answers, and what was on screen when you did.</li>
        <li>
          All of it goes to the address you give below, and to nobody else. Your company’s sign-in page learns that you sign in.
        </li>
        <li>It reads no page content, no other address, no cookie and no password.</li>
      </ul>
      <p className="mt-2 text-ink-2">Nothing is sent until you press the button.</p>
    </div>
  );
}
