using System.Text.Json.Nodes;

namespace Coterie.Tests.Shared;

/// <summary>A JSON document as people and damaged disks change it.</summary>
internal static class EditedJson
{
    private static readonly string[] Values =
    [
        "null", "true", "\"\"", "\"text\"", "\"\\ud800\"", "\"\\u0000\"", "\"../../etc/passwd\"", "\"xxh128:0\"",
        "0", "-1", "0.5", "1e400", "1e99999999999", "2147483647", "9223372036854775808", "NaN",
        "[]", "[null]", "[[1],[2,3]]", "[[null]]", "[-1]", "{}", "[{}]", "{\"\\ud800\":1}",
        "{\"/dev/zero\":\"xxh128:0\"}", "{\"metrics/0001.parquet\":null}",
    ];

    /// <summary>The document with every value replaced, in turn, by each of a list of odd ones, and left out.</summary>
    public static IEnumerable<string> Of(string whole)
    {
        int count = Places(JsonNode.Parse(whole)!).Count();
        for (int k = 0; k < count; k++)
        {
            // The value is marked and replaced in the text, because no tree holds half a character or 1e400.
            JsonNode document = JsonNode.Parse(whole)!;
            Places(document).ElementAt(k)("MARK");
            string marked = document.ToJsonString();
            foreach (string value in Values) yield return marked.Replace("\"MARK\"", value, StringComparison.Ordinal);
            // The member is missing.
            document = JsonNode.Parse(whole)!;
            Places(document).ElementAt(k)(null);
            yield return document.ToJsonString();
        }
    }

    // Replaces each value of a document by a text, or removes it.
    private static IEnumerable<Action<string?>> Places(JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach (string name in members.Select(member => member.Key).ToArray())
            {
                yield return text =>
                {
                    if (text is null) members.Remove(name);
                    else members[name] = text;
                };
                if (members[name] is { } inner)
                {
                    foreach (Action<string?> place in Places(inner)) yield return place;
                }
            }
        }
        else if (node is JsonArray items)
        {
            // Long lists of alike values: the first two and the last.
            for (int k = 0; k < items.Count; k = k == 1 && items.Count > 3 ? items.Count - 1 : k + 1)
            {
                int at = k;
                yield return text =>
                {
                    if (text is null) items.RemoveAt(at);
                    else items[at] = text;
                };
                if (items[at] is { } inner)
                {
                    foreach (Action<string?> place in Places(inner)) yield return place;
                }
            }
        }
    }
}
