/**
 * Whether a text that came of what was `typed` is one that a pattern's `where` speaks of. Commands may be
 * abbreviated (`sh run`) and typed from configuration mode (`do show running-config`); a show command also
 * stands for itself with more words or with a pipe behind it. Several places are separated by ` / `.
 */
export function isWhere(where: string, typed: string): boolean {
  const words = wordsOf(typed);
  const said = words[0] === 'do' ? words.slice(1) : words;
  return where.split(' / ').some((place) => {
    const named = wordsOf(place);
    const openEnded = named[0] === 'show' || said[named.length] === '|';
    return (
      (said.length === named.length || (openEnded && said.length > named.length)) &&
      named.every((word, index) => isAbbreviation(said[index], word))
    );
  });
}

function isAbbreviation(typed: string | undefined, word: string): boolean {
  return typed !== undefined && word.startsWith(typed);
}

function wordsOf(command: string): string[] {
  return command
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
