using Coterie.Runs.Files;

namespace Coterie.Runs.Models;

/// <summary>The settings that decide the values of an analysis of models.</summary>
public sealed record ModelSettings : FileSettings
{
    /// <summary>The name of the data, without their folder.</summary>
    public required string Data { get; init; }

    /// <summary>How many training images were asked for; null for all.</summary>
    public int? Samples { get; init; }

    /// <summary>The rows and columns that images are scaled to where a person stated them; null where the model says it.</summary>
    public int? ImageSize { get; init; }

    /// <summary>The channels of images where a person stated them; null where the model says it.</summary>
    public int? Channels { get; init; }

    /// <summary>What is subtracted from inputs; null for nothing.</summary>
    public IReadOnlyList<double>? Mean { get; init; }

    /// <summary>What inputs are divided by; null for nothing.</summary>
    public IReadOnlyList<double>? Std { get; init; }
}
