/** The house rules of docs/design.md: who may import whom. */
const rooms = [
  'cli',
  'suites',
  'requirements',
  'harness',
  'reports',
  'bench',
  'lab-topologies',
  'drivers',
  'journal',
  'protocols',
  'virtual-switch',
  'ci',
  'test',
];

/** room -> the other rooms of ours that it may import */
const allowed = {
  cli: [
    'suites',
    'requirements',
    'harness',
    'reports',
    'bench',
    'lab-topologies',
    'drivers',
    'journal',
    'protocols',
  ],
  suites: ['harness', 'bench'],
  requirements: [],
  harness: ['bench', 'requirements', 'journal'],
  reports: ['journal', 'requirements', 'bench'],
  bench: [],
  'lab-topologies': ['drivers', 'bench', 'journal', 'protocols'],
  drivers: ['bench', 'protocols', 'journal'],
  journal: ['bench'],
  protocols: [],
  'virtual-switch': ['protocols'],
};

const forbidden = Object.entries(allowed).map(([room, others]) => ({
  name: `${room}-may-import-${others.length === 0 ? 'nothing' : others.join('-')}`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: `^(${rooms.filter((other) => other !== room && !others.includes(other)).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...forbidden,
    {
      name: 'nothing-imports-the-virtual-switch',
      comment: 'It is started as a process: that is what makes a green run on it mean something.',
      severity: 'error',
      from: { pathNot: '^(virtual-switch|test/virtual-switch)/' },
      to: { path: '^virtual-switch/' },
    },
    {
      name: 'suites-use-no-node-module',
      severity: 'error',
      from: { path: '^suites/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|runs|\\.tap|node_modules)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
