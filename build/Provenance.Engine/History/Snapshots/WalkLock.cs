using System.Globalization;
using System.Text;

namespace Provenance.Engine.History.Snapshots;

/// <summary>Lets one process after the other walk to the same commit, so that the second finds what the first has stored.</summary>
/// <remarks>
/// The lock is the open file, not its presence: the system frees it when its owner ends in whatever way, so that no lock outlives a process and
/// a file that is left behind locks nothing. Two owners at once, which file systems without locks allow, cost a walk and never a result.
/// </remarks>
internal sealed class WalkLock : IDisposable
{
    /// <summary>Longer than any walk that is worth waiting for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private FileStream? _file;

    private WalkLock(FileStream? file, bool hasWaited, TimeSpan? gaveUpAfter)
    {
        _file = file;
        HasWaited = hasWaited;
        GaveUpAfter = gaveUpAfter;
    }

    /// <summary>Another process had it.</summary>
    public bool HasWaited { get; }

    /// <summary>How long another process was waited for in vain; null otherwise.</summary>
    public TimeSpan? GaveUpAfter { get; }

    /// <param name="path">The file; its folder exists, unless it cannot be made.</param>
    /// <param name="limit">How long another owner is waited for.</param>
    /// <exception cref="OperationCanceledException">While waiting.</exception>
    public static WalkLock Take(string path, TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        if (TryOpen(path, clock, out var isBusy) is { } atOnce)
        {
            return new WalkLock(atOnce, hasWaited: false, gaveUpAfter: null);
        }

        var start = clock.GetTimestamp();
        while (isBusy)
        {
            if (clock.GetElapsedTime(start) is var waited && waited >= limit)
            {
                return new WalkLock(file: null, hasWaited: true, waited);
            }

            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
            if (TryOpen(path, clock, out isBusy) is { } file)
            {
                return new WalkLock(file, hasWaited: true, gaveUpAfter: null);
            }
        }

        // The folder takes no lock: everybody computes alone.
        return new WalkLock(file: null, hasWaited: false, gaveUpAfter: null);
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private static FileStream? TryOpen(string path, TimeProvider clock, out bool isBusy)
    {
        isBusy = false;
        FileStream? file = null;
        try
        {
            // Writing through a link that a restored cache brought along would overwrite what is not ours.
            if (new FileInfo(path).LinkTarget is not null || new DirectoryInfo(Path.GetDirectoryName(path)!).LinkTarget is not null)
            {
                return null;
            }

            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            file.SetLength(0);

            // For whoever looks into the folder; nobody decides on it.
            file.Write(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"process {Environment.ProcessId} since {clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}\n")));
            file.Flush();
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            isBusy = file is null && IsHeldBySomebody(exception);
            file?.Dispose();
            return null;
        }
    }

    // EWOULDBLOCK of Linux and of macOS; sharing violation and lock violation of Windows.
    private static bool IsHeldBySomebody(Exception exception) =>
        exception.GetType() == typeof(IOException) && exception.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
