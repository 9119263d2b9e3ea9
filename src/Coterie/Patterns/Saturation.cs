using System.Globalization;

namespace Coterie.Patterns;

/// <summary>
/// Whether the classes of a layer share so many representatives that its pattern graph can hardly tell them apart: its communities and
/// modularities then say little.
/// </summary>
/// <param name="Top">At most how many neurons represent a class: S, no more than the layer has.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Neurons">The neurons of the layer.</param>
/// <param name="Vertices">How many of them represent a class: the vertices of the pattern graph.</param>
/// <param name="Shared">How many of them represent more than half of the classes.</param>
public sealed record Saturation(int Top, int Classes, int Neurons, int Vertices, int Shared)
{
    /// <summary>Whether the layer is crowded or its vertices are shared.</summary>
    public bool IsSaturated => IsCrowded || IsShared;

    /// <summary>Whether S × classes reaches twice the number of neurons; a smaller S helps.</summary>
    public bool IsCrowded => Places >= 2L * Neurons;

    /// <summary>
    /// Whether more than half of the vertices represent more than half of the classes; choosing by
    /// <see cref="RepresentativeRule.Selectivity"/> helps.
    /// </summary>
    public bool IsShared => Classes > 1 && 2L * Shared > Vertices;

    /// <summary>Why, in a line for people to read; null where the layer is not saturated.</summary>
    public string? Reason
    {
        get
        {
            string mean = (Places / (double)Neurons).ToString("0.#", CultureInfo.InvariantCulture);
            if (IsCrowded) return $"{Top} representatives for each of {Classes} classes are {mean} for each of the {Neurons} neurons";
            return IsShared ? $"{Shared} of the {Vertices} neurons in the graph represent more than half of the {Classes} classes" : null;
        }
    }

    private long Places => Top * (long)Classes;

    /// <summary>Looks at the representatives of a layer.</summary>
    /// <param name="representatives">The representatives of each class.</param>
    /// <param name="neurons">The neurons of the layer.</param>
    /// <param name="top">At most how many represent a class: S.</param>
    public static Saturation Of(Representatives representatives, int neurons, int top)
    {
        ArgumentNullException.ThrowIfNull(representatives);
        int[] classesOf = new int[neurons];
        for (int i = 0; i < representatives.Classes; i++)
        {
            foreach (int q in representatives[i]) classesOf[q]++;
        }
        return new Saturation(
            Math.Min(top, neurons),
            representatives.Classes,
            neurons,
            classesOf.Count(count => count > 0),
            classesOf.Count(count => 2 * count > representatives.Classes));
    }
}
