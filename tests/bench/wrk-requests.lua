-- SPDX-License-Identifier: GPL-3.0-or-later
-- What wrk sends, by environment: BENCH_KEY is the bearer; with BENCH_IDS each request is a GET of
-- one of the paths in that file, at random; with BENCH_CREATE it is a POST of a new user there.
local key = os.getenv("BENCH_KEY")
local create = os.getenv("BENCH_CREATE")
local headers = {["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/scim+json"}
local paths = {}
local number = 0

local person = [[{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
"userName":"NAME@contoso.example","externalId":"NAME","active":true,"displayName":"Person NAME",
"name":{"givenName":"Person","familyName":"NAME"},
"emails":[{"type":"work","primary":true,"value":"NAME@contoso.example"}],
"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
{"department":"Engines","employeeNumber":"NAME"}}]]

function init (args)
  math.randomseed(1)
  if create == nil then
    for path in io.lines(os.getenv("BENCH_IDS")) do
      paths[#paths + 1] = wrk.format("GET", path, headers)
    end
  end
end

function request ()
  if create == nil then
    return paths[math.random(#paths)]
  end
  number = number + 1
  local body = person:gsub("NAME", os.getenv("BENCH_NAME") .. number)
  return wrk.format("POST", create, headers, body)
end
