import { type Action, keyword, line, type Node } from '../command-line/grammar.ts';

const kinds = {
  exec: 'Set EXEC process creation banner',
  login: 'Set login banner',
  motd: 'Set Message of the Day banner',
};

/** `banner login ^C…^C`: the first character that is typed ends it as well. */
export const bannerCommand: Node = keyword(
  'banner',
  'Define a login banner',
  ...Object.entries(kinds).map(([kind, help]) => {
    const action: Action = {
      run: async ({ configuration, io }, { text = '' }) => {
        const delimiter = text.startsWith('^C') ? '^C' : text.slice(0, 1);
        let body = text.slice(delimiter.length);
        if (!body.includes(delimiter))
          io.print(`Enter TEXT message.  End with the character '${delimiter}'.\n`);
        while (!body.includes(delimiter)) body += `\n${await io.ask('')}`;
        configuration.banners.set(kind, body.slice(0, body.indexOf(delimiter)));
      },
    };
    return keyword(
      kind,
      help,
      {
        no: ({ configuration }) => void configuration.banners.delete(kind),
        show: {
          section: 'banner',
          lines: ({ configuration }) => {
            const body = configuration.banners.get(kind);
            return body === undefined ? [] : `banner ${kind} ^C${body}^C`.split('\n');
          },
        },
      },
      line('text', "c banner-text c, where 'c' is a delimiting character", action),
    );
  }),
);
