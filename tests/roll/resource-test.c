/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking resources apart: each oddity by hand, random documents with json-glib as the oracle. */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/base-json-check.h"
#include "roll/roll-resource.h"
#include "scim/scim-schema.h"

#define ENTERPRISE SCIM_URN_ENTERPRISE

static const RollResource *
take (RollTaker  *taker,
      gboolean    group,
      const char *text)
{
  g_auto (BaseJsonReader) reader = { 0 };

  base_json_reader_init (&reader, text, strlen (text));
  return roll_taker_take (taker, group ? scim_resource_type_group () : scim_resource_type_user (),
                          &reader);
}

/* (transfer full): "path[kind]=compare" each, separated by blanks */
static char *
list_leaves (const RollResource *resource)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < resource->leaves->len; i++)
    {
      const RollLeaf *leaf = &g_array_index (resource->leaves, RollLeaf, i);

      g_string_append_printf (list, "%s%s[%s]=%s", i > 0 ? " " : "", leaf->path, leaf->kind,
                              leaf->compare);
    }
  return g_string_free (list, FALSE);
}

typedef struct
{
  const char *text; /* single quotes stand for double ones */
  const char *body;
  const char *leaves;
} Row;

static const Row rows[] = {
  { "{}", "{}", "" },
  { "{ 'id' : '1' , 'userName':'Ada'\n}", "{'id':'1','userName':'Ada'}", "userName[]=ada" },
  { "{'USERNAME':'a','Name':{'GIVENNAME':'B'}}", "{'userName':'a','name':{'givenName':'B'}}",
    "name.givenName[]=b userName[]=a" },
  { "{'id':7,'title':5,'active':'False'}", "{'id':'7','title':'5','active':false}", "title[]=5" },
  { "{'title':'','nickName':null,'locale':[]}", "{'title':'','nickName':null,'locale':[]}", "" },
  { "{'emails':'a@x'}", "{'emails':{'value':'a@x'}}", "emails.value[]=a@x" },
  { "{'emails':{'value':'A@x','type':'WORK','primary':true,'display':'d'}}",
    "{'emails':{'value':'A@x','type':'WORK','primary':true,'display':'d'}}",
    "emails.value[work]=a@x" },
  { "{'emails':[{'value':'a'},{'value':'A'},'b',{'value':'a','type':'x'}]}",
    "{'emails':[{'value':'a'},{'value':'A'},{'value':'b'},{'value':'a','type':'x'}]}",
    "emails.value[]=a emails.value[]=b emails.value[x]=a" },
  { "{'addresses':[{'type':'work','locality':'Ulm','country':'DE'}]}",
    "{'addresses':[{'type':'work','locality':'Ulm','country':'DE'}]}",
    "addresses.country[work]=de addresses.locality[work]=ulm" },
  { "{'" ENTERPRISE "':{'Department':'R','manager':{'value':'Id','displayName':'x','$ref':'y'}}}",
    "{'" ENTERPRISE "':{'department':'R','manager':{'value':'Id','displayName':'x','$ref':'y'}}}",
    ENTERPRISE ":department[]=r " ENTERPRISE ":manager.value[]=Id" },
  { "{'" ENTERPRISE "':{'manager':'Id'}}", "{'" ENTERPRISE "':{'manager':{'value':'Id'}}}",
    ENTERPRISE ":manager.value[]=Id" },
  { "{'urn:scim:schemas:extension:enterprise:1.0':{'division':'D'}}",
    "{'" ENTERPRISE "':{'division':'D'}}", ENTERPRISE ":division[]=d" },
  { "{'urn:x:y':{'Type':'T','deep':{'er':true}},'strange':[1,2.5]}",
    "{'urn:x:y':{'Type':'T','deep':{'er':true}},'strange':[1,2.5]}",
    "strange[]=1 strange[]=2.5 urn:x:y:Type[]=t urn:x:y:deep.er[]=true" },
  { "{'password':'hunter2','groups':[{'value':'g'}],'id':'1'}", "{'id':'1'}", "" },
  { "{'meta':{'location':'/x','version':'v'},'schemas':['a'],'externalId':'E'}",
    "{'meta':{'location':'/x','version':'v'},'schemas':['a'],'externalId':'E'}", "" },
  { "{'title':'\\u0041\\n\\ud83d\\ude00\\ud800\\u0000'}",
    "{'title':'A\\n\xf0\x9f\x98\x80\xef\xbf\xbd\xef\xbf\xbd'}",
    "title[]=a\n\xf0\x9f\x98\x80\xef\xbf\xbd\xef\xbf\xbd" },
  { "{'title':'Stra\xc3\x9f"
    "E','locale':'e\xcc\x81'}",
    "{'title':'Stra\xc3\x9f"
    "E','locale':'e\xcc\x81'}",
    "locale[]=\xc3\xa9 title[]=strasse" },
  { "{'profileUrl':'HTTP://X'}", "{'profileUrl':'HTTP://X'}", "profileUrl[]=HTTP://X" },
};

static void
test_rows (void)
{
  g_autoptr (RollTaker) taker = roll_taker_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (rows[i].text), "'", '"');
      g_autofree char *body = g_strdelimit (g_strdup (rows[i].body), "'", '"');
      const RollResource *resource = take (taker, FALSE, text);
      g_autofree char *leaves = NULL;

      g_assert_nonnull (resource);
      leaves = list_leaves (resource);
      g_assert_cmpstr (resource->body->str, ==, body);
      g_assert_cmpstr (leaves, ==, rows[i].leaves);
    }
}

static void
test_names (void)
{
  g_autoptr (RollTaker) taker = roll_taker_new ();
  const RollResource *resource;

  resource =
      take (taker, FALSE,
            "{\"id\":\"1\",\"emails\":[{\"value\":\"first\"},{\"value\":\"w\",\"type\":\"Work\"}"
            ",{\"type\":\"home\",\"value\":\"p\",\"primary\":\"true\"}],"
            "\"name\":{\"familyName\":\"L\",\"givenName\":\"A\"}}");
  g_assert_false (resource->named);
  g_assert_true (resource->active);
  g_assert_cmpstr (resource->email, ==, "p");
  g_assert_cmpstr (resource->key, ==, "p");
  g_assert_cmpstr (resource->name, ==, "A L");
  g_assert_cmpuint (resource->faults[ROLL_FAULT_MISSING_NAME], ==, 1);
  g_assert_cmpuint (resource->faults[ROLL_FAULT_WRONG_TYPE], ==, 1);

  resource =
      take (taker, TRUE,
            "{\"id\":\"1\",\"displayName\":\"G\",\"members\":[\"a\",{\"value\":\"b\",\"type\":"
            "\"group\"},{\"$ref\":\"x/Users/c\",\"value\":\"c\"},{\"display\":\"nobody\"},null]}");
  g_assert_true (resource->named);
  g_assert_cmpstr (resource->body->str, ==, "{\"id\":\"1\",\"displayName\":\"G\"}");
  g_assert_cmpuint (resource->members->len, ==, 3);
  g_assert_cmpint (g_array_index (resource->members, RollMember, 0).hint, ==, ROLL_MEMBER_UNKNOWN);
  g_assert_cmpint (g_array_index (resource->members, RollMember, 1).hint, ==, ROLL_MEMBER_GROUP);
  g_assert_cmpint (g_array_index (resource->members, RollMember, 2).hint, ==, ROLL_MEMBER_USER);
  g_assert_cmpuint (resource->leaves->len, ==, 0);
}

static const char *const broken[] = {
  "",
  "[",
  "7",
  "{",
  "{\"a\"",
  "{\"a\":",
  "{\"a\":1",
  "{\"a\":1,",
  "{\"a\":1,}",
  "{\"a\" 1}",
  "{a:1}",
  "{\"a\":tru}",
  "{\"a\":\"x}",
  "{\"a\":\"\\x\"}",
  "{\"a\":\"\\u12\"}",
  "{\"emails\":[}",
  "{\"id\":{]}",
  "{\"members\":[{\"value\":}]}",
  "{\"a\":1 \"b\":2}",
  "{\"emails\":[1 2]}",
};

static void
test_broken (void)
{
  g_autoptr (RollTaker) taker = roll_taker_new ();

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_assert_null (take (taker, FALSE, broken[i]));
      g_assert_null (take (taker, TRUE, broken[i]));
    }
  /* It goes on working. */
  g_assert_nonnull (take (taker, FALSE, "{\"id\":\"1\"}"));
}

static JsonNode *
random_value (GRand *random,
              guint  depth)
{
  static const char *const texts[] = { "", "a", "Ä\"\\\n", "\xf0\x9f\x98\x80", "true", "\t\x01" };
  JsonNode *node = json_node_alloc ();

  switch (g_rand_int_range (random, 0, depth > 0 ? 6 : 4))
    {
    case 0:
      return json_node_init_string (node,
                                    texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))]);
    case 1:
      return json_node_init_int (node, g_rand_int_range (random, -5, 100000));
    case 2:
      return json_node_init_boolean (node, g_rand_boolean (random));
    case 3:
      return json_node_init_null (node);
    case 4:
      {
        JsonArray *array = json_array_new ();

        for (int n = g_rand_int_range (random, 0, 4); n > 0; n--)
          json_array_add_element (array, random_value (random, depth - 1));
        json_node_init (node, JSON_NODE_ARRAY);
        json_node_take_array (node, array);
        return node;
      }
    default:
      {
        JsonObject *object = json_object_new ();

        for (int n = g_rand_int_range (random, 0, 4); n > 0; n--)
          {
            g_autofree char *name = g_strdup_printf ("x%d", g_rand_int_range (random, 0, 20));

            json_object_set_member (object, name, random_value (random, depth - 1));
          }
        json_node_init (node, JSON_NODE_OBJECT);
        json_node_take_object (node, object);
        return node;
      }
    }
}

/* What no schema knows comes out as it went in. */
static void
test_random (void)
{
  g_autoptr (RollTaker) taker = roll_taker_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)g_test_rand_int ());

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (JsonNode) again = NULL;
      g_autofree char *text = NULL;
      const RollResource *resource;

      json_object_set_member (object, "x", random_value (random, 5));
      json_object_set_member (object, "y", random_value (random, 5));
      node = json_node_init_object (json_node_alloc (), object);
      text = json_to_string (node, g_rand_boolean (random));
      resource = take (taker, FALSE, text);
      g_assert_nonnull (resource);
      again = json_from_string (resource->body->str, &error);
      g_assert_no_error (error);
      g_assert_true (json_node_equal (node, again));
    }
}

/* A server can't make us remember every name it thinks of. */
static void
test_many_names (void)
{
  g_autoptr (RollTaker) taker = roll_taker_new ();

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"id\":\"1\",\"x%u\":1}", i);

      g_assert_nonnull (take (taker, FALSE, text));
    }
  g_assert_cmpstr (take (taker, FALSE, "{\"id\":\"1\",\"new\":1,\"userName\":\"u\"}")->key, ==,
                   "u");
}

/* Each fault has a code, a sentence, and a row in the documentation. */
static void
test_faults (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("SOURCE_ROOT"), "docs", "formats.md", NULL);
  g_autofree char *document = NULL;
  RollInfo info = { 0 };
  RollFaultCount counted = { ROLL_FAULT_NO_TOTAL, 3, (char *)"\"/Users\"" };
  g_autoptr (GPtrArray) faults = g_ptr_array_new ();
  g_autofree char *json = NULL;

  g_file_get_contents (path, &document, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ROLL_N_FAULTS; i++)
    {
      g_autofree char *row = g_strdup_printf ("| `%s` |", roll_fault_to_code ((RollFault)i));
      RollFault fault;

      g_assert_nonnull (strstr (document, row));
      g_assert_true (roll_fault_from_code (roll_fault_to_code ((RollFault)i), &fault));
      g_assert_cmpuint (fault, ==, i);
      g_assert_nonnull (roll_fault_to_sentence ((RollFault)i));
    }
  for (guint i = 0; i <= ROLL_EVIDENCE_NESTED_ONLY; i++)
    {
      RollEvidenceKind kind;

      g_assert_true (
          roll_evidence_kind_from_string (roll_evidence_kind_to_string ((RollEvidenceKind)i),
                                          &kind));
      g_assert_cmpuint (kind, ==, i);
    }

  g_ptr_array_add (faults, &counted);
  info.faults = faults;
  json = roll_info_faults_to_json (&info);
  g_assert_cmpstr (json, ==, "[{\"code\":\"no_total\",\"count\":3,\"detail\":\"\\\"/Users\\\"\"}]");
}

typedef struct
{
  const char *text;
  const char *department;
  const char *title;
  const char *modified;
} Shown;

static const Shown shown[] = {
  { "{'id':'1'}", NULL, NULL, NULL },
  { "{'Title':'Chief','META':{'lastmodified':'2026-01-01T00:00:00Z','created':'x'},"
    "'" ENTERPRISE "':{'DEPARTMENT':'Sales','division':'D'}}",
    "Sales", "Chief", "2026-01-01T00:00:00Z" },
  { "{'urn:scim:schemas:extension:enterprise:1.0':{'department':'Old'},'title':7}", "Old", "7",
    NULL },
  { "{'title':'','meta':{'lastModified':null},'" ENTERPRISE "':{'department':''}}", NULL, NULL,
    NULL },
  { "{'department':'core','urn:x:y':{'department':'z','title':'z'},"
    "'name':{'title':'n'},'emails':[{'value':'a','title':'e'}]}",
    NULL, NULL, NULL },
};

/* What a list shows besides names; nothing of the resource before. */
static void
test_shown (void)
{
  g_autoptr (RollTaker) taker = roll_taker_new ();

  for (guint i = 0; i < 2 * G_N_ELEMENTS (shown); i++)
    {
      const Shown *row = &shown[i % G_N_ELEMENTS (shown)];
      g_autofree char *text = g_strdelimit (g_strdup (row->text), "'", '"');
      const RollResource *resource = take (taker, FALSE, text);

      g_assert_cmpstr (resource->department, ==, row->department);
      g_assert_cmpstr (resource->title, ==, row->title);
      g_assert_cmpstr (resource->modified, ==, row->modified);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roll/resource/rows", test_rows);
  g_test_add_func ("/roll/resource/shown", test_shown);
  g_test_add_func ("/roll/resource/names", test_names);
  g_test_add_func ("/roll/resource/broken", test_broken);
  g_test_add_func ("/roll/resource/random", test_random);
  g_test_add_func ("/roll/resource/many-names", test_many_names);
  g_test_add_func ("/roll/faults", test_faults);

  return g_test_run ();
}
