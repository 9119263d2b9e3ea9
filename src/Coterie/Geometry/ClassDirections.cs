using System.Numerics.Tensors;
using Coterie.Activations;
using Coterie.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Coterie.Geometry;

/// <summary>
/// The directions in the space of neurons in which the class means differ: vectors w_k with <c>Σ_B⁺ = sum over k of w_k w_kᵀ</c>, where
/// <c>Σ_B</c> is the covariance of the class means around their mean, every class weighing the same, and <c>⁺</c> its pseudoinverse. There
/// are at most classes − 1, so nothing of neurons × neurons is needed: they follow from the Gram matrix of the centred class means.
/// </summary>
internal static class ClassDirections
{
    // Eigenvalues of the Gram matrix err by some 1e-16 of the largest times the length of its sums.
    private const double SmallestShare = 1e-12;

    /// <summary>Finds the directions.</summary>
    /// <param name="means">The class means.</param>
    /// <returns>One vector of neurons for each direction; none where the class means are the same but for rounding.</returns>
    public static IReadOnlyList<double[]> Of(ClassTable means)
    {
        int classes = means.Classes, neurons = means.Neurons;
        double scale = Enumerable.Range(0, classes).Max(i => Math.Abs(TensorPrimitives.MaxMagnitude(means.Row(i))));
        if (scale == 0) return [];
        double[][] centred = Centred(means, scale);
        // Means that are equal but for rounding leave their noise as differences.
        double noise = RoundingNoise.Share * RoundingNoise.Share * neurons;
        double[][] vectors = classes <= neurons ? centred : Transposed(centred);
        int side = vectors.Length;
        Matrix<double> gram = Matrix<double>.Build.Dense(side, side);
        for (int i = 0; i < side; i++)
        {
            for (int j = 0; j <= i; j++) gram[i, j] = gram[j, i] = TensorPrimitives.Dot<double>(vectors[i], vectors[j]) / classes;
        }
        var eigen = gram.Evd(Symmetricity.Symmetric);
        double largest = eigen.EigenValues.Max(value => value.Real);
        List<double[]> directions = [];
        for (int k = 0; k < side; k++)
        {
            double value = eigen.EigenValues[k].Real;
            if (!(value > SmallestShare * largest && value > noise)) continue;
            double[] coordinates = eigen.EigenVectors.Column(k).ToArray();
            if (classes <= neurons)
            {
                // An eigenvector of the Gram matrix gives one of Σ_B as a sum of the centred means, of length √(classes · value).
                directions.Add(Sum(centred, coordinates, 1 / (Math.Sqrt(classes) * value * scale)));
            }
            else
            {
                directions.Add(Array.ConvertAll(coordinates, x => x / (Math.Sqrt(value) * scale)));
            }
        }
        return directions;
    }

    /// <summary>The most bytes that finding them takes, and the directions themselves.</summary>
    /// <param name="neurons">The neurons of the layer.</param>
    /// <param name="classes">The number of classes.</param>
    public static long Bytes(int neurons, int classes)
    {
        long side = Math.Min(neurons, classes);
        // The Gram matrix, its eigenvectors and their working copy; the centred means, and the directions.
        return (3 * side * side + 2L * classes * neurons) * sizeof(double);
    }

    // The class means without their mean over the classes, as shares of the scale, so that no square is too large for a float64.
    private static double[][] Centred(ClassTable means, double scale)
    {
        double[][] centred = [.. Enumerable.Range(0, means.Classes).Select(i => means.Row(i).ToArray())];
        foreach (double[] row in centred) TensorPrimitives.Divide(row, scale, row);
        double[] mean = Sum(centred, [.. centred.Select(_ => 1.0)], 1.0 / means.Classes);
        foreach (double[] row in centred) TensorPrimitives.Subtract(row, mean, row);
        return centred;
    }

    private static double[] Sum(double[][] rows, double[] factors, double scale)
    {
        double[] sum = new double[rows[0].Length];
        for (int i = 0; i < rows.Length; i++) TensorPrimitives.MultiplyAdd(rows[i], factors[i], sum, sum);
        TensorPrimitives.Multiply(sum, scale, sum);
        return sum;
    }

    private static double[][] Transposed(double[][] rows)
    {
        return [.. Enumerable.Range(0, rows[0].Length).Select(q => Array.ConvertAll(rows, row => row[q]))];
    }
}
