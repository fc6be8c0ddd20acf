using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Provenance.Testing;

namespace Provenance.Build.Tests.Shipping;

/// <summary>A registry on this machine's loopback that serves one image with one almost empty layer: what the SDK needs to build a container without a daemon.</summary>
internal sealed class BaseImageRegistry : IDisposable
{
    private readonly TcpListener _port = new(IPAddress.Loopback, 0);
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, (string Type, byte[] Content)> _content = new(StringComparer.Ordinal);
    private readonly Task _serving;

    public BaseImageRegistry()
    {
        var layer = Layer();
        var config = Encoding.UTF8.GetBytes($$$"""
            {"architecture":"{{{Architecture()}}}","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{{Digest(Inflate(layer))}}}"]},"history":[{"created_by":"test"}]}
            """);
        var manifest = Encoding.UTF8.GetBytes($$"""
            {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",
             "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":{{config.Length}},"digest":"{{Digest(config)}}"},
             "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":{{layer.Length}},"digest":"{{Digest(layer)}}"}]}
            """);
        _content["/v2/"] = ("application/json", "{}"u8.ToArray());
        foreach (var name in (string[])["1", Digest(manifest)])
        {
            _content["/v2/base/manifests/" + name] = ("application/vnd.docker.distribution.manifest.v2+json", manifest);
        }

        _content["/v2/base/blobs/" + Digest(config)] = ("application/octet-stream", config);
        _content["/v2/base/blobs/" + Digest(layer)] = ("application/octet-stream", layer);

        // A free port, found by asking for one; the listener itself cannot.
        _port.Start();
        Host = string.Create(CultureInfo.InvariantCulture, $"localhost:{((IPEndPoint)_port.LocalEndpoint).Port}");
        _port.Stop();
        _listener.Prefixes.Add("http://" + Host + "/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public string Host { get; }

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait();
        _listener.Close();
        _port.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // Stopped while it waited.
                return;
            }

            var response = context.Response;
            if (_content.TryGetValue(context.Request.Url!.AbsolutePath, out var found))
            {
                response.ContentType = found.Type;
                response.ContentLength64 = found.Content.Length;
                response.Headers["Docker-Content-Digest"] = Digest(found.Content);
                if (string.Equals(context.Request.HttpMethod, "GET", StringComparison.Ordinal))
                {
                    await response.OutputStream.WriteAsync(found.Content);
                }
            }
            else
            {
                response.StatusCode = (int)HttpStatusCode.NotFound;
            }

            response.Close();
        }
    }

    private static byte[] Layer()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new System.Formats.Tar.TarWriter(gzip))
        {
            tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.Directory, "app/"));
        }

        return compressed.ToArray();
    }

    private static byte[] Inflate(byte[] layer)
    {
        using var gzip = new GZipStream(new MemoryStream(layer), CompressionMode.Decompress);
        using var tar = new MemoryStream();
        gzip.CopyTo(tar);
        return tar.ToArray();
    }

    private static string Architecture() => PackageFeed.RuntimeIdentifier.EndsWith("arm64", StringComparison.Ordinal) ? "arm64" : "amd64";

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
}
