namespace Coterie.Tests.Statistics;

/// <summary>Random series with known properties, for the rates of tests and intervals.</summary>
internal static class Draws
{
    /// <summary>A draw from the standard normal distribution.</summary>
    public static double Normal(Random random)
    {
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>A stationary autoregressive series whose steps have unit variance; with memory 1 a random walk from 0.</summary>
    public static double[] Autoregressive(Random random, int points, double memory)
    {
        double[] series = new double[points];
        double value = memory < 1 ? Normal(random) / Math.Sqrt(1 - memory * memory) : 0;
        for (int t = 0; t < points; t++)
        {
            series[t] = value;
            value = memory * value + Normal(random);
        }
        return series;
    }
}
