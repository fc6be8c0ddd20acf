using System.Diagnostics;
using System.Globalization;
using Provenance.Testing;

namespace Provenance.Browser.Tests;

/// <summary>A headless Chromium of its own, with a profile that is removed.</summary>
internal sealed class Chromium : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _profile = TemporaryFolder.Create();
    private readonly Process _process;

    private Chromium(string executable)
    {
        var start = new ProcessStartInfo(executable) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[
            "--headless=new", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-background-networking",
            // In a container there is no user namespace for the sandbox; what is opened are pages of ours.
            "--no-sandbox", "--disable-dev-shm-usage", "--remote-debugging-port=0", "--user-data-dir=" + _profile.Path, "about:blank"])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Null when there is none.</summary>
    public static string? Executable { get; } = Find();

    private TaskCompletionSource<Uri> Address { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<(Chromium Browser, DevTools Tools)> StartAsync()
    {
        var browser = new Chromium(Executable!);
        var address = await browser.Address.Task.WaitAsync(StartLimit);
        return (browser, await DevTools.ConnectAsync(address));
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        // Its helper processes may still write for a moment.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                _profile.Dispose();
                return;
            }
            catch (IOException) when (attempt < 20)
            {
                Thread.Yield();
            }
        }
    }

    private void Heard(string? line)
    {
        const string before = "DevTools listening on ";
        if (line?.IndexOf(before, StringComparison.Ordinal) is >= 0 and var at)
        {
            Address.TrySetResult(new Uri(line[(at + before.Length)..].Trim(), UriKind.Absolute));
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PROVENANCE_BROWSER") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"PROVENANCE_BROWSER names no file: {named}"));
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return ((string[])["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
            .SelectMany(name => folders.Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);
    }
}
