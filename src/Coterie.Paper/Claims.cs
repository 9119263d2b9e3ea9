using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>The claims of the paper, each with its tests.</summary>
internal static class Claims
{
    /// <summary>Tests every claim.</summary>
    /// <param name="studies">The studies with the comparison's own S and R.</param>
    /// <param name="compared">The same, compared with the paper's.</param>
    /// <param name="others">The same studies with other S.</param>
    /// <returns>The claims; the p-values are adjusted for all tests together.</returns>
    public static IReadOnlyList<Claim> Of(
        IReadOnlyList<StudyRuns> studies, IReadOnlyList<StudyComparison> compared, IReadOnlyList<StudyRuns> others)
    {
        return Adjusted(
        [
            CommunityClaim.Of(studies),
            .. CouplingClaims.Of(compared),
            .. PatternClaims.Of(studies),
            .. SizeClaims.Of(studies, others),
        ]);
    }

    private static IReadOnlyList<Claim> Adjusted(Claim[] claims)
    {
        ClaimTest[] all = [.. claims.SelectMany(claim => claim.Groups).SelectMany(group => group.Tests)];
        Queue<double?> adjusted = new(BenjaminiHochberg.Adjust([.. all.Select(test => test.P)]));
        return
        [
            .. claims.Select(claim => claim with
            {
                Groups =
                [
                    .. claim.Groups.Select(group => group with
                    {
                        Tests = [.. group.Tests.Select(test => test with { AdjustedP = adjusted.Dequeue() })],
                    }),
                ],
            }),
        ];
    }
}
