using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coterie.Data;

namespace Coterie.Runs;

/// <summary>
/// How the project writes and reads JSON: camel case, missing values as null, numbers with all their digits. Unknown members
/// are skipped, so that documents of later versions can be read.
/// </summary>
public static class Json
{
    /// <summary>The options for documents with long lists, which go on one line.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new SnapshotConverter() },
    };

    /// <summary>The options for documents that people read.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };

    /// <summary>
    /// The options for what identifies a run: a setting that is not set is left out, so that later versions can add settings.
    /// </summary>
    internal static JsonSerializerOptions Identity { get; } = new(Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Writes a document to a temporary file beside its final name, then renames it.</summary>
    /// <typeparam name="T">The document's type.</typeparam>
    /// <param name="path">The final name.</param>
    /// <param name="document">The document.</param>
    /// <param name="options"><see cref="Options"/> or <see cref="Indented"/>.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write<T>(string path, T document, JsonSerializerOptions options)
    {
        AtomicFile.Write(path, stream =>
        {
            JsonSerializer.Serialize(stream, document, options);
            stream.WriteByte((byte)'\n');
        });
    }

    /// <summary>Reads a document.</summary>
    /// <typeparam name="T">The document's type.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read, or is not such a document.</exception>
    public static T Read<T>(string path)
    {
        using JsonDocument document = Parse(path);
        return As<T>(document.RootElement, path);
    }

    /// <summary>Reads JSON of any shape whose texts are Unicode and whose numbers fit.</summary>
    /// <exception cref="InputException">It cannot be read, or is no such JSON.</exception>
    internal static JsonDocument Parse(string path)
    {
        try
        {
            using FileStream stream = InputFile.Open(path);
            JsonDocument document = JsonDocument.Parse(stream);
            RequireReadable(document.RootElement);
            return document;
        }
        catch (Exception e) when (IsNotJson(e))
        {
            throw new InputException($"{path}: not a document written by coterie: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a part of a document as a type.</summary>
    /// <exception cref="InputException">It is not of that type.</exception>
    internal static T As<T>(JsonElement element, string path)
    {
        try
        {
            return element.Deserialize<T>(Options)
                ?? throw new InputException($"{path}: found null, expected a document written by coterie");
        }
        catch (Exception e) when (IsNotJson(e))
        {
            throw new InputException($"{path}: not a document written by coterie: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    // Half a character throws InvalidOperationException, a setting out of its range ArgumentException.
    private static bool IsNotJson(Exception e)
    {
        return e is JsonException or InvalidOperationException or ArgumentException or NotSupportedException or FormatException;
    }

    // JSON may hold half a character (\ud800) and numbers without bounds (1e400), which .NET notices only where they are used.
    private static void RequireReadable(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    RequireReadable(property.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray()) RequireReadable(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Number when !double.IsFinite(element.GetDouble()):
                string text = element.GetRawText();
                throw new JsonException($"found the number {(text.Length > 20 ? $"{text[..20]}…" : text)}, which is too large");
        }
    }
}
