using System.Net;
using Coterie.Explorer.Documents;
using Coterie.Explorer.Runs;
using Coterie.Explorer.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Coterie.Explorer;

/// <summary>
/// Serves the explorer's page and the documents of all runs in a folder, over HTTP. It reads the folder and writes nothing. Only this
/// machine can reach it, unless it listens on another address: then a request needs a token.
/// </summary>
public sealed class ExplorerServer : IAsyncDisposable
{
    /// <summary>The port that is tried first if none is named.</summary>
    public const int PreferredPort = 6060;

    private const int PortsTried = 50;

    private readonly WebApplication application;
    private readonly DocumentCache cache;

    private ExplorerServer(WebApplication application, DocumentCache cache, string address)
    {
        this.application = application;
        this.cache = cache;
        Address = address;
    }

    /// <summary>The address to open in a browser, with the token where there is one.</summary>
    public string Address { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="folder">The folder of runs, or a run.</param>
    /// <param name="port">The port; null for <see cref="PreferredPort"/> or the next that is free; 0 for any that is free.</param>
    /// <param name="listen">The address of this machine to listen on; null for 127.0.0.1, which no other machine can reach.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="InputException">
    /// There is no such folder, the port is taken, the address is not one of this machine, or this build has no page.
    /// </exception>
    public static Task<ExplorerServer> StartAsync(
        string folder, int? port = null, IPAddress? listen = null, CancellationToken cancellation = default)
    {
        return StartAsync(folder, port, listen, Page.Built ?? throw new InputException(Page.Missing), cancellation);
    }

    internal static async Task<ExplorerServer> StartAsync(
        string folder, int? port, IPAddress? listen, Page page, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: found no such folder, expected one with runs");
        IPAddress own = listen ?? IPAddress.Loopback;
        for (int tried = port ?? PreferredPort; ; tried++)
        {
            AccessToken? token = IPAddress.IsLoopback(own) ? null : new AccessToken();
            DocumentCache cache = new();
            WebApplication application = Build(new RunsFolder(folder), cache, page, token, own, tried);
            try
            {
                await application.StartAsync(cancellation);
                return new ExplorerServer(application, cache, AddressOf(application, token));
            }
            catch (Exception e)
            {
                await application.DisposeAsync();
                cache.Dispose();
                if (e is not (IOException or System.Net.Sockets.SocketException)) throw;
                bool isTaken = e is AddressInUseException || e.InnerException is AddressInUseException;
                if (isTaken && port is null && tried < PreferredPort + PortsTried) continue;
                string expected = isTaken ? "another with --port" : "an address of this machine";
                throw new InputException($"{new IPEndPoint(own, tried)}: cannot be listened on: {e.Message}; expected {expected}", e);
            }
        }
    }

    /// <summary>Stops the server; open pages lose their connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        cache.Dispose();
    }

    // Empty: neither files of settings in the current folder nor variables of the environment have a say.
    private static WebApplication Build(
        RunsFolder folder, DocumentCache cache, Page page, AccessToken? token, IPAddress own, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(own, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddResponseCompression();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        WebApplication application = builder.Build();
        application.Use(new Guard(page.Policy, token).InvokeAsync);
        application.UseResponseCompression();
        application.UseRouting();
        application.MapGet("/", context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(page.Html, context.RequestAborted);
        });
        new DocumentEndpoints(folder, cache).AddTo(application);
        RunEvents events = new(folder, application.Lifetime.ApplicationStopping);
        application.MapGet($"/{Addresses.Api}/events", events.AnswerAsync);
        return application;
    }

    private static string AddressOf(WebApplication application, AccessToken? token)
    {
        IServerAddressesFeature bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return $"{bound.Addresses.First()}/{token?.Query}";
    }
}
