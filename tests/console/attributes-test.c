/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A resource as rows that a person reads: titles, types, order, and what is left out. */

#include "config.h"

#include "console/rollcall-attributes.h"

#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

/* (transfer full): "title=value" a line */
static char *
list (const char *body)
{
  g_autofree char *json = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (GPtrArray) attributes = rollcall_attributes_read (json);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < attributes->len; i++)
    {
      const RollcallAttribute *attribute = g_ptr_array_index (attributes, i);
      g_autofree char *title = rollcall_attribute_title (attribute->path);
      g_autofree char *value = rollcall_attribute_show (attribute->value);

      g_string_append_printf (text, "%s=%s\n", title, value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_person (void)
{
  g_autofree char *text = list (
      "{'schemas':['x'],'meta':{'version':'1'},'title':'Clerk','userName':'zoe',"
      "'name':{'familyName':'Lind','givenName':'Zoe'},'active':true,"
      "'emails':[{'type':'work','primary':true,'value':'z@x'},{'type':'Work','value':'y@x'},"
      "{'type':'other','value':'o@x'}],'" ENTERPRISE "':{'department':'Sales',"
      "'manager':{'value':'7','displayName':'Max'}},'groups':[{'value':'g'}]}");

  g_assert_cmpstr (text, ==,
                   "User name=zoe\nActive=Yes\nGiven name=Zoe\nFamily name=Lind\n"
                   "Work e-mail=z@x; y@x\nE-mail (other)=o@x\nJob title=Clerk\n"
                   "Department=Sales\nManager=7\nManager’s name=Max\n");
}

static void
test_unknown (void)
{
  g_autofree char *text = list ("{'shoeSize':43,'urn:example:Ext':{'colour':'blue'},"
                                "'addresses':[{'type':'work','locality':'Town\\nHall'}]}");

  g_assert_cmpstr (text, ==, "Town (work)=Town Hall\nshoeSize=43\ncolour=blue\n");
}

static void
test_broken (void)
{
  static const char *const texts[] = { "", "{", "[]", "null", "{'emails':[[1]],'name':[],'a':{}}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = list (texts[i]);

      g_assert_cmpstr (text, ==, "");
    }
}

/* The paths of the body are spelled as the comparison spells those that differ. */
static void
test_paths (void)
{
  g_autoptr (GPtrArray) attributes = rollcall_attributes_read (
      "{\"emails\":[{\"type\":\"WORK\",\"value\":\"a\"}],\"" ENTERPRISE
      "\":{\"manager\":{\"value\":\"1\"}}}");

  g_assert_cmpuint (attributes->len, ==, 2);
  g_assert_cmpstr (((RollcallAttribute *)attributes->pdata[0])->path, ==,
                   "emails[type eq \"work\"].value");
  g_assert_cmpstr (((RollcallAttribute *)attributes->pdata[1])->path, ==,
                   ENTERPRISE ":manager.value");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attributes/person", test_person);
  g_test_add_func ("/attributes/unknown", test_unknown);
  g_test_add_func ("/attributes/broken", test_broken);
  g_test_add_func ("/attributes/paths", test_paths);
  return g_test_run ();
}
