using System.Text.Json.Serialization;

namespace Coterie.Cli.Health;

/// <summary>A part of the installation or of the machine, as <c>coterie doctor</c> shows it.</summary>
/// <param name="Name">What it is, in a word or two.</param>
/// <param name="Found">What was found, on one line.</param>
/// <param name="State">Whether it is there.</param>
/// <param name="Remedy">The command or step that brings it; null where nothing is missing or nothing helps.</param>
internal sealed record Part(
    string Name,
    string Found,
    PartState State = PartState.Present,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Remedy = null);
