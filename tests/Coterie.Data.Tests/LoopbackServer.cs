using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Coterie.Data.Tests;

/// <summary>A web server of a few files on this machine, one request to a connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public LoopbackServer()
    {
        listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = Task.Run(AcceptAsync);
    }

    public Uri Address { get; }

    public int Requests { get; private set; }

    /// <summary>How many of the announced bytes are not sent, and whether the connection then stays open.</summary>
    public (int Bytes, bool Hangs) Withheld { get; set; }

    /// <summary>Where every request is sent on to; null to answer it.</summary>
    public string? RedirectsTo { get; set; }

    public byte[] this[string name] { set => files[$"/{name}"] = value; }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = Task.Run(() => AnswerAsync(client));
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
            string path = (await reader.ReadLineAsync())!.Split(' ')[1];
            while (!string.IsNullOrEmpty(await reader.ReadLineAsync()))
            {
            }
            Requests++;
            bool found = files.TryGetValue(path, out byte[]? body);
            body ??= [];
            string status = RedirectsTo is not null ? $"302 Found\r\nLocation: {RedirectsTo}" : found ? "200 OK" : "404 Not Found";
            string head = $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(body.AsMemory(0, Math.Max(0, body.Length - Withheld.Bytes)));
            // Until the other side has had enough.
            if (Withheld.Hangs) await reader.ReadLineAsync();
        }
    }
}
