/** Mail services anybody can have an address at: such a domain says nothing about the company. */
const open = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.co.jp ymail.com
  icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.de gmx.net gmx.com web.de t-online.de freenet.de mail.com
  mail.ru yandex.ru yandex.com bk.ru list.ru inbox.ru qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net zoho.com
  fastmail.com tutanota.com tuta.io hey.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it alice.it tin.it
  terra.com.br uol.com.br bol.com.br rediffmail.com comcast.net verizon.net att.net sbcglobal.net btinternet.com sky.com
  bigpond.com shaw.ca rogers.com telenet.be skynet.be ziggo.nl kpnmail.nl bluewin.ch seznam.cz wp.pl o2.pl onet.pl interia.pl`.split(
    /\s+/,
  ),
);

/** The company domain of a mail address, or null for an open mail service. */
export function companyDomain(email: string): string | null {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return open.has(domain) || domain.length > 253 ? null : domain;
}
