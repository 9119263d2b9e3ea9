namespace Coterie.Words;

/// <summary>An answer to a question that people ask of a run.</summary>
/// <param name="Label">What it is about, in a word or two.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record Answer(string Label, IReadOnlyList<string> Parts);
