using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Runs;

/// <summary>Writes evenly spaced epochs as a number, as ever, and the other schedules as text.</summary>
internal sealed class SnapshotScheduleConverter : JsonConverter<SnapshotSchedule>
{
    /// <inheritdoc/>
    public override SnapshotSchedule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt32(out int epochs) => $"{epochs}",
            JsonTokenType.String => reader.GetString(),
            _ => null,
        };
        return (text is null ? null : SnapshotSchedule.Parse(text))
            ?? throw new JsonException($"snapshots: expected {SnapshotSchedule.Expected}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SnapshotSchedule value, JsonSerializerOptions options)
    {
        if (value.IsEven) writer.WriteNumberValue(value.Epochs!.Value);
        else writer.WriteStringValue(value.ToString());
    }
}
