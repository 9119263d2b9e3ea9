using Coterie.Runs;
using Microsoft.AspNetCore.Http;

namespace Coterie.Explorer.Server;

/// <summary>An answer that says in one line what is wrong.</summary>
/// <param name="Error">The line.</param>
internal sealed record Problem(string Error)
{
    /// <summary>Answers a request with a problem.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status code.</param>
    /// <param name="error">What is wrong.</param>
    public static Task WriteAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.ETag = default;
        return context.Response.WriteAsJsonAsync(new Problem(error.ReplaceLineEndings(" ")), Json.Options, context.RequestAborted);
    }
}
