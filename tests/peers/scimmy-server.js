// SPDX-License-Identifier: GPL-3.0-or-later
// SCIMMY (npm: scimmy, scimmy-routers, express) with users and groups in memory, on a free port of
// 127.0.0.1. Prints one JSON line when ready, {"ready":true,"url":"http://127.0.0.1:PORT/scim"},
// and serves until it is ended. The key it wants comes from SCIMMY_KEY. It is a peer to test
// against: the handlers do as little as SCIMMY's own documentation shows, and nothing is mended,
// unless --paged asks for startIndex and count to be heard, as they are under Express 4. README.md
// says how it behaves.
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";
import {randomUUID} from "node:crypto";

const key = process.env.SCIMMY_KEY;
if (!key) {
  console.error("scimmy-server: put the key that clients must send into SCIMMY_KEY");
  process.exit(2);
}

// The unique attribute of each type, looked up as a service's own database would.
function declare (Resource, unique) {
  const rows = new Map();
  const holders = new Map();
  const folded = (row) => row[unique]?.toLowerCase();

  const find = (resource) => {
    if (!rows.has(resource.id))
      throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
    return rows.get(resource.id);
  };

  SCIMMY.Resources.declare(Resource)
    .ingress((resource, instance) => {
      const old = resource.id ? find(resource) : undefined;
      const holder = holders.get(folded(instance));
      if (holder && holder !== old?.id)
        throw new SCIMMY.Types.Error(409, "uniqueness", `${unique} is already in use`);

      const now = new Date().toISOString();
      const row = JSON.parse(JSON.stringify(instance));
      row.id = old?.id ?? randomUUID();
      row.meta = {created: old?.meta.created ?? now, lastModified: now};
      if (old)
        holders.delete(folded(old));
      holders.set(folded(row), row.id);
      rows.set(row.id, row);
      return row;
    })
    .egress((resource) => {
      if (resource.id)
        return find(resource);
      const all = [...rows.values()];
      return resource.filter ? resource.filter.match(all) : all;
    })
    .degress((resource) => {
      holders.delete(folded(find(resource)));
      rows.delete(resource.id);
    });
}

declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser), "userName");
declare(SCIMMY.Resources.Group, "displayName");

const app = express();
// The router turns startIndex and count into numbers inside request.query. Express 5 parses the
// query anew at each look, so that is lost and SCIMMY leaves out what is not a number.
if (process.argv.includes("--paged"))
  app.use((request, response, next) => {
    Object.defineProperty(request, "query", {value: request.query});
    next();
  });
app.use("/scim", new SCIMMYRouters({
  type: "bearer",
  handler: (request) => {
    if (request.header("Authorization") !== `Bearer ${key}`)
      throw new Error("The key is missing or wrong");
    return "peer";
  },
}));

const server = app.listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${server.address().port}/scim`;
  console.log(JSON.stringify({ready: true, url}));
});
