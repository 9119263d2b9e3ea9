using Microsoft.Extensions.Hosting;

namespace Coterie.Explorer.Server;

/// <summary>Leaves Ctrl-C to the program: by default the server would take it for itself.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
