import t from 'tap';
import { runningConfigHas, runningConfigLacks } from '../../../harness/matchers/running-config.ts';
import { cli } from './observations.ts';

const config = cli(
  [
    'Building configuration...',
    'hostname cisco7200',
    'ip ssh time-out 75',
    'line vty 0 4',
    ' transport input ssh',
    'end',
  ],
  { command: 'show running-config' },
);

t.test('runningConfigHas rejects a line that only begins alike, and comments', (t) => {
  t.ok(runningConfigHas('hostname cisco7200').match(config).matches);
  t.ok(runningConfigHas('transport  input ssh').match(config).matches);
  t.match(runningConfigHas('ip ssh time-out 7').match(config), { matches: false, got: 'ip ssh time-out 75' });
  t.notOk(runningConfigHas('hostname cisco').match(config).matches);
  t.notOk(runningConfigHas('no hostname cisco7200').match(config).matches);
  t.notOk(runningConfigHas('end').match(config).matches);
  t.notOk(runningConfigHas('hostname cisco7200').match(cli([])).matches);
  t.end();
});

t.test('runningConfigLacks rejects the line, and an answer that is no configuration', (t) => {
  t.ok(runningConfigLacks('ip ssh version 2').match(config).matches);
  t.ok(
    runningConfigLacks('ip ssh version 2').match(cli([], { command: 'show run | include ip ssh' })).matches,
  );
  t.notOk(runningConfigLacks('ip ssh time-out 75').match(config).matches);
  t.notOk(runningConfigLacks('ip ssh version 2').match(cli([])).matches);
  const refused = ['              ^', "% Invalid input detected at '^' marker."];
  t.notOk(runningConfigLacks('ip ssh version 2').match(cli(refused)).matches);
  const banner = ['banner motd ^C', '% Login invalid', '^C', 'end'];
  t.ok(
    runningConfigLacks('ip ssh version 2').match(
      cli(['Building configuration...', ...banner], { command: 'show running-config' }),
    ).matches,
    'an error line that a banner imitates is part of the configuration',
  );
  t.notOk(
    runningConfigLacks('ip ssh version 2').match(cli(["% Invalid input detected at '^' marker."])).matches,
  );
  t.end();
});
