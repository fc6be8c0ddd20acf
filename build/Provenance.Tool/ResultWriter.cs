namespace Provenance.Tool;

/// <summary>The only one who writes results: to standard output, or whole files at once.</summary>
internal static class ResultWriter
{
    public static int Write(Stream output, Messages messages, OutputFormat[] formats, string? target, Rendering rendering)
    {
        if (target is null or "-")
        {
            if (formats.Length > 1)
            {
                messages.Error("Standard output takes one format; name a folder with --output for several.");
                return ExitCode.Usage;
            }

            output.Write(rendering.Render(formats[0]));
            output.Flush();
            return ExitCode.Done;
        }

        try
        {
            var folder = Directory.CreateDirectory(Path.GetFullPath(target)).FullName;
            foreach (var format in formats)
            {
                WriteFile(Path.Combine(folder, rendering.Name + OutputFormats.Extension(format)), rendering.Render(format));
            }

            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            messages.Error($"Nothing can be written to {target}. Name another folder with --output.");
            return ExitCode.Usage;
        }
    }

    /// <summary>Readers see the old file or the new one, never a part.</summary>
    private static void WriteFile(string path, byte[] content)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, ".tmp-" + Path.GetRandomFileName());
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
