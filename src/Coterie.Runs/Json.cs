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
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<T>(stream, Options)
                ?? throw new InputException($"{path}: found null, expected a document written by coterie");
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}: not a document written by coterie: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
