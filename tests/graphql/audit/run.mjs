// Runs the audit against a URL and prints one JSON line: what was asked, and what came of it.
// PACKAGES names the folder in which graphql-http was installed.
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.PACKAGES}/`);
const { auditServer } = require('graphql-http');
const results = await auditServer({ url: process.argv[2] });
console.log(
  JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))),
);
