namespace Coterie.Kernels;

/// <summary>Loops whose turns do not depend on each other.</summary>
internal static class Each
{
    /// <summary>Runs the work for 0 to count − 1, on as many threads as are allowed.</summary>
    public static void Of(int count, int threads, Action<int> work)
    {
        if (threads > 1 && count > 1) new Turns(count, Math.Min(threads, count), work).Share();
        else for (int k = 0; k < count; k++) work(k);
    }
}
