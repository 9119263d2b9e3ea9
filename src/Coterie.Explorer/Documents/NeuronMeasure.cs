using Coterie.Measures;

namespace Coterie.Explorer.Documents;

/// <summary>A measure of single neurons.</summary>
/// <param name="Column">Its column in the <c>neurons</c> table.</param>
/// <param name="Title">The name for people to read.</param>
/// <param name="Description">What it is.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record NeuronMeasure(string Column, string Title, string Description, MeasureUnit Unit);
