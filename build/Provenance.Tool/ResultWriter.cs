using Provenance.Engine;

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

            // Of a format with several parts the first is the result; the others need files.
            var content = rendering.Render(formats[0])[0].Content;
            try
            {
                output.Write(content);
                output.Flush();
                return ExitCode.Done;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                messages.Error("The result cannot be written to standard output: it is closed, or its disk is full.");
                return ExitCode.Usage;
            }
        }

        try
        {
            var folder = Directory.CreateDirectory(Path.GetFullPath(target)).FullName;
            var isWritten = true;
            foreach (var format in formats)
            {
                foreach (var file in rendering.Render(format))
                {
                    var path = Path.Combine(folder, rendering.Name + file.Suffix + OutputFormats.Extension(format));
                    isWritten &= WholeFile.Write(path, file.Content, onlyIfChanged: false) == WriteOutcome.Written;
                }
            }

            if (isWritten)
            {
                return ExitCode.Done;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Said below, for a folder that cannot be made as for a file that cannot be written.
        }

        messages.Error($"Nothing can be written to {target}. Name another folder with --output.");
        return ExitCode.Usage;
    }
}
