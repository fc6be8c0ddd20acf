namespace Provenance.Engine.Reports.CiHosts;

/// <summary>Adds to a host's own summary file, which other steps and processes of the build write, too: the one file that is not written whole.</summary>
public static class SummaryFile
{
    /// <summary>GitHub refuses the summary of a step over 1 MiB whole; all projects of a build share it.</summary>
    public const int MaxBytes = 900 * 1024;

    private const int Attempts = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Appends in one write while nobody else has the file.</summary>
    /// <param name="path">As the host gave it.</param>
    /// <returns>False when the content would pass the limit, or the file cannot be written; then it is as it was.</returns>
    public static bool Append(string path, ReadOnlySpan<byte> content)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
                if (file.Length + content.Length > MaxBytes)
                {
                    return false;
                }

                file.Seek(0, SeekOrigin.End);
                file.Write(content);
                return true;
            }
            catch (IOException) when (attempt + 1 < Attempts && File.Exists(path))
            {
                // Another process of the build writes now.
                Thread.Sleep(Pause);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The host's file is the host's affair: the figures are in the record.
                return false;
            }
        }

        return false;
    }
}
