namespace Coterie.Explorer.Documents;

/// <summary>What a run answers about its model or a layer.</summary>
/// <param name="Layer">Index of the layer; null for the model.</param>
/// <param name="Heading">What the layer is; null for the model.</param>
/// <param name="Answers">The answers.</param>
internal sealed record AnswerGroup(int? Layer, string? Heading, IReadOnlyList<Answer> Answers);
