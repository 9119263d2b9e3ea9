using Coterie.Data;
using Microsoft.AspNetCore.Http;

namespace Coterie.Explorer.Server;

/// <summary>
/// What every request passes first: it must be for this server by name, read only, and from somebody who may. Every answer tells the
/// browser to load nothing from elsewhere and to show it in no other site's page; every error is JSON.
/// </summary>
/// <param name="policy">The content security policy of the page.</param>
/// <param name="token">The token that a request needs; null where only this machine can reach the server.</param>
internal sealed class Guard(string policy, AccessToken? token)
{
    private static readonly string[] OwnNames = ["127.0.0.1", "localhost", "[::1]"];

    private readonly string wholePolicy = $"{policy}; connect-src 'self'; frame-ancestors 'none'";

    /// <summary>Checks a request and passes it on.</summary>
    /// <param name="context">The request and its answer.</param>
    /// <param name="next">What answers it.</param>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = wholePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        if (token is null && !IsOwn(context))
        {
            // A site elsewhere may have its name lead to this machine, so that its scripts could read what is served here.
            await Problem.WriteAsync(
                context, StatusCodes.Status400BadRequest, $"found a request for {context.Request.Host}, expected one for localhost");
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            headers.Allow = HttpMethods.Get;
            string found = $"found the method {context.Request.Method}, expected GET: nothing is written";
            await Problem.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, found);
        }
        else if (token is not null && !token.Admits(context))
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status401Unauthorized, "expected the token in the address that coterie serve printed");
        }
        else await AnswerAsync(context, next);
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false })
            {
                await Problem.WriteAsync(context, StatusCodes.Status404NotFound, $"found no {context.Request.Path} here");
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (NotFoundException e) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, StatusCodes.Status404NotFound, e.Message);
        }
        catch (Exception e) when (!context.Response.HasStarted && (e is InputException || FileErrors.Is(e)))
        {
            await Problem.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, e.Message);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            string what = $"a mistake in coterie itself: {e.GetType().Name}: {e.Message}";
            await Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, what);
        }
    }

    private static bool IsOwn(HttpContext context)
    {
        const int unsaid = 80;
        HostString host = context.Request.Host;
        return (host.Port ?? unsaid) == context.Connection.LocalPort && OwnNames.Contains(host.Host, StringComparer.OrdinalIgnoreCase);
    }
}
