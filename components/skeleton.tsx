/**
 * The shape of a lead before its words: the same heights as the header, the clock and the first section, so that nothing
 * moves. What is marked `data-early` is filled in as soon as the lead is known, before the app is loaded.
 */
export function Skeleton() {
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">Loading the lead</h1>
      <div aria-hidden="true" className="min-h-0 flex-1 overflow-hidden">
        <div className="flex items-start gap-2.5 px-3.5 pt-3">
          <div data-early="mark" className="bone size-9 !rounded-full" />
          <div className="flex-1">
            <div data-early="name" className="bone my-[3px] h-3.5 w-36" />
            <div data-early="role" className="bone mt-[9px] mb-1 h-2.5 w-52" />
          </div>
        </div>
        <div className="mt-2 flex gap-1.5 px-3.5">
          <div className="bone h-[18px] w-24" />
          <div className="bone h-[18px] w-24" />
          <div className="bone h-[18px] w-20" />
        </div>
        <div className="mt-1.5 mb-2.5 grid gap-x-4 px-3.5 min-[440px]:grid-cols-[auto_1fr]">
          <div className="bone my-[7px] h-2.5 w-28" />
          <div className="bone my-[7px] h-2.5 w-36" />
        </div>
        <div data-bone="clocks" className="mx-3.5 mb-3 h-[142px] rounded-lg bg-raised px-3 py-2.5">
          <div data-early="clock" className="bone mt-1 h-2.5 w-40" />
          <div data-early="left" className="bone mt-3 h-5 w-24" />
          <div className="bone mt-2.5 h-1 w-full" />
          <div className="bone mt-4 h-2.5 w-full" />
          <div className="bone mt-2.5 h-2.5 w-5/6" />
        </div>
        {['h-28', 'h-36', 'h-24'].map((height) => (
          <div key={height} className="border-t border-line px-3.5 py-3">
            <div className="bone h-2.5 w-24" />
            <div className={`bone mt-3 w-full ${height} !bg-raised`} />
          </div>
        ))}
      </div>
      <div aria-hidden="true" data-bone="bar" className="flex-none border-t border-line px-3.5 pt-2.5 pb-2">
        <div className="flex gap-1.5">
          {['accept', 'reject', 'recycle', 'log'].map((choice) => (
            <div key={choice} className="bone h-[33px] flex-1 !rounded-md" />
          ))}
        </div>
        <div className="mt-1 h-[49px]" />
      </div>
    </div>
  );
}
