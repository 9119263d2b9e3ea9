namespace Coterie.Statistics;

/// <summary>
/// Describes how two series are aligned: how often they correlate as strongly when one of them is shifted in time, with its end moved to
/// its beginning. Unlike a shuffle, a circular shift keeps the autocorrelation of both. It is no test for a verdict about learning curves,
/// because unrelated ones pass it; <see cref="SeedPairingTest"/> is.
/// </summary>
/// <remarks>
/// <para>
/// A plain shuffle destroys the order of a series, and with it the reason why unrelated series that drift correlate at all (Yule 1926, "Why
/// do we sometimes get nonsense-correlations between time-series?", J. R. Stat. Soc. 89; Granger and Newbold 1974, "Spurious regressions in
/// econometrics", J. Econometrics 2). A circular shift changes a series at one place only: a surrogate constrained to the data's own
/// autocorrelation (Theiler et al. 1992, "Testing for nonlinearity in time series: the method of surrogate data", Physica D 58;
/// time-shifted surrogates: Andrzejak et al. 2003, "Bivariate surrogate techniques", Phys. Rev. E 68, 066202), with the wrap of the
/// circular block bootstrap (Politis and Romano 1992, "A circular block-resampling procedure for stationary data").
/// </para>
/// <para>
/// Series of several seeds are shifted together, by the same number of snapshots. The seeds of a study follow the same learning curve, so
/// shifting each on its own would count a coincidence of two curves once for every seed. The statistic is the median over seeds, the number
/// that is reported.
/// </para>
/// <para>
/// All n shifts are taken, including the one by zero, so p is exact, is never zero and needs no correction (Davison and Hinkley 1997,
/// "Bootstrap Methods and their Application", section 4.2; Phipson and Smyth 2010, "Permutation p-values should never be zero"). The
/// smallest p is 1/n: 0.05 with 20 snapshots.
/// </para>
/// <para>
/// A small p says that the two series are aligned better as they are than at other lags. It does not say that one follows the other, rather
/// than both following training time. The null hypothesis assumes stationary series; two series that only rise always reach 1/n. Measured
/// rates of rejection at 0.05 for unrelated pairs of 20 points: white noise 5 %, AR(1) of 0.7 6 %, AR(1) of 0.9 10 %, random walks 21 %
/// (shuffled: 5, 20, 36 and 48 %), series that only rise or only fall 100 %. Five seeds that share their curves, AR(1) of 0.9 and 30 %
/// noise: together 10 %, each by itself 33 % (walks: 20 and 45 %). Blocks and randomised phases (Ebisuzaki 1997, J. Climate 10) did no
/// better: 13 to 20 % on walks, and permuting four or five blocks of 20 points hardly reaches 0.05. Testing <see cref="Changes"/> instead
/// brings walks and series that only rise to their nominal rate, but not two curves that rise fast and then level off, as learning curves
/// do: their changes shrink together. Eight seeds that follow two unrelated such curves, 1 − exp(−t/τ) with AR(1) noise of their own,
/// are called related at 0.05 in 81–100 % of studies (noise of 20 down to 2 % of the rise), their changes in 8–100 %.
/// </para>
/// </remarks>
public static class CircularShiftTest
{
    /// <summary>The share of shifts at which one pair of series correlates as strongly, two-sided.</summary>
    /// <param name="left">One series of n snapshots; null where it has no value.</param>
    /// <param name="right">The other, as long.</param>
    /// <returns>For each coefficient p in 1/n..1; null where the coefficient has no value.</returns>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static PValues P(IReadOnlyList<double?> left, IReadOnlyList<double?> right)
    {
        return P([new SeriesPair(left, right)]);
    }

    /// <summary>The share of shifts at which the median correlation over seeds is as strong, two-sided.</summary>
    /// <param name="seeds">For each seed its pair of series, all of n snapshots. Seeds without a correlation are left out.</param>
    /// <returns>For each coefficient p in 1/n..1; null where no seed has the coefficient.</returns>
    /// <remarks>
    /// Costs n correlations for each seed. A gap is shifted with its series. A shift at which no seed has a correlation counts as one
    /// that is as strong as the true alignment, because it is no evidence against chance.
    /// </remarks>
    /// <exception cref="ArgumentException">The seeds differ in length.</exception>
    public static PValues P(IReadOnlyList<SeriesPair> seeds)
    {
        SeriesPair[] used = [.. seeds.Where(pair => pair.Correlation.Pearson is not null)];
        if (used.Length == 0) return default;
        int n = used[0].Length;
        if (used.Any(pair => pair.Length != n)) throw new ArgumentException("The seeds' series must be equally long.", nameof(seeds));

        Correlation observed = Medians(used, 0);
        int pearson = 0;
        int spearman = 0;
        for (int shift = 0; shift < n; shift++)
        {
            Correlation shifted = shift == 0 ? observed : Medians(used, shift);
            if (Reaches(shifted.Pearson, observed.Pearson)) pearson++;
            if (Reaches(shifted.Spearman, observed.Spearman)) spearman++;
        }
        return new PValues(pearson / (double)n, spearman / (double)n);
    }

    /// <summary>The change of a series from each snapshot to the next, which steady drift does not affect.</summary>
    /// <param name="series">n values; null where there is none.</param>
    /// <returns>n − 1 values; null where either of the two has none.</returns>
    public static IReadOnlyList<double?> Changes(IReadOnlyList<double?> series)
    {
        return [.. series.Skip(1).Select((value, k) => value - series[k])];
    }

    private static Correlation Medians(SeriesPair[] seeds, int shift)
    {
        Correlation[] found = [.. seeds.Select(pair => pair.Shifted(shift))];
        return new Correlation(Median(found, r => r.Pearson), Median(found, r => r.Spearman));
    }

    private static double? Median(Correlation[] found, Func<Correlation, double?> coefficient)
    {
        double[] values = [.. found.Select(coefficient).OfType<double>()];
        return values.Length == 0 ? null : Quantile.Median(values);
    }

    // The tolerance makes values that differ only by rounding a tie: two rising lines, shifted or not, are summed in different orders.
    private static bool Reaches(double? shifted, double? observed)
    {
        return shifted is null || Math.Abs(shifted.Value) >= Math.Abs(observed!.Value) - 1e-12;
    }
}
