using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Coterie.Explorer.Server;

/// <summary>
/// The secret that a browser on another machine has to know. It is in the address that <c>coterie serve</c> prints; after the first visit
/// the browser has it in a cookie.
/// </summary>
internal sealed class AccessToken
{
    private const int Bytes = 32;
    private const string Parameter = "token";
    private const string Cookie = "coterie-token";

    private readonly byte[] secret;

    /// <summary>Makes a token that nobody can guess.</summary>
    public AccessToken()
    {
        Text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        secret = Encoding.UTF8.GetBytes(Text);
    }

    /// <summary>The token.</summary>
    public string Text { get; }

    /// <summary>What is added to the address.</summary>
    public string Query => $"?{Parameter}={Text}";

    /// <summary>Whether a request has the token; a token in the address becomes a cookie.</summary>
    /// <param name="context">The request and its answer.</param>
    public bool Admits(HttpContext context)
    {
        if (context.Request.Query.TryGetValue(Parameter, out Microsoft.Extensions.Primitives.StringValues given))
        {
            if (!IsSecret(given.ToString())) return false;
            context.Response.Cookies.Append(
                Cookie, Text, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
            return true;
        }
        return context.Request.Cookies.TryGetValue(Cookie, out string? kept) && IsSecret(kept);
    }

    private bool IsSecret(string text) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), secret);
}
