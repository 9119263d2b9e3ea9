namespace Coterie.Explorer.Server;

/// <summary>What a request asks for is not there.</summary>
/// <param name="message">What was asked for.</param>
internal sealed class NotFoundException(string message) : Exception(message);
