namespace Coterie.Tests.Shared;

/// <summary>What a <see cref="WarmCommand"/> is asked to run.</summary>
/// <param name="Folder">The working folder.</param>
/// <param name="Cache">The folder of the user's cache.</param>
/// <param name="Arguments">The arguments of the command.</param>
internal sealed record WarmRequest(string Folder, string Cache, string[] Arguments);
