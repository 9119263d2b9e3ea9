using System.Runtime.ExceptionServices;

namespace Coterie.Numerics;

/// <summary>Loops whose iterations do not depend on each other.</summary>
internal static class ParallelLoop
{
    /// <summary>Calls the body for 0 to <paramref name="count"/> − 1, in any order, and returns when all calls have.</summary>
    /// <param name="count">The number of iterations.</param>
    /// <param name="threads">
    /// The most threads that may work at once, 1 or more; with 1 the loop runs in order on the calling thread.
    /// </param>
    /// <param name="body">The body. An exception it throws reaches the caller as it is, not in an <see cref="AggregateException"/>.</param>
    public static void Run(int count, int threads, Action<int> body)
    {
        if (threads == 1 || count <= 1)
        {
            for (int k = 0; k < count; k++) body(k);
            return;
        }
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
