using CsCheck;

namespace Coterie.Tests;

/// <summary>Small random layers of activations with many special cases: ties, zeros, negatives, edges of bins, constants.</summary>
internal sealed record RandomActivations(double[][] Rows, int[] Labels, int Classes)
{
    // Quarters are exact and tie often; with the range a multiple of the bins they lie on edges.
    private static readonly Gen<double>[] Columns =
    [
        CsCheck.Gen.Const(0.0),
        CsCheck.Gen.Const(0.75),
        CsCheck.Gen.Const(-2.5),
        CsCheck.Gen.Int[-8, 40].Select(k => k * 0.25),
        CsCheck.Gen.Int[-30, 40].Select(k => Math.Max(0, k * 0.25)),
        CsCheck.Gen.Float[-1, 5].Select(x => (double)Math.Max(0, x)),
        CsCheck.Gen.Float[-3, 3].Select(x => (double)x),
        OneOf(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 5.0),
        OneOf(0.0, 1e-45f, 3e-42f, 1e-38f),
        OneOf(-0.0, 0.0, 0.1f, 0.2f, 0.3f, 0.5f, 1.0),
    ];

    /// <summary>The values are exact in float32, so that both types hold them.</summary>
    public static Gen<RandomActivations> Gen { get; } =
        from classes in CsCheck.Gen.Int[1, 4]
        from extra in CsCheck.Gen.Int[0, classes - 1].Array[0, 60]
        from kinds in CsCheck.Gen.Int[0, Columns.Length - 1].Array[1, 21]
        let labels = (int[])[.. extra, .. Enumerable.Range(0, classes)]
        from columns in Sequence([.. kinds.Select(kind => Columns[kind].Array[labels.Length])])
        select new RandomActivations([.. labels.Select((_, d) => (double[])[.. columns.Select(column => column[d])])], labels, classes);

    private static Gen<double> OneOf(params double[] values)
    {
        return CsCheck.Gen.Int[0, values.Length - 1].Select(k => values[k]);
    }

    private static Gen<double[][]> Sequence(Gen<double[]>[] columns)
    {
        return columns.Aggregate(
            CsCheck.Gen.Const(Array.Empty<double[]>()),
            (rest, column) => from before in rest from next in column select (double[][])[.. before, next]);
    }
}
