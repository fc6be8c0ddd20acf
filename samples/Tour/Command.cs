using System.Diagnostics;
using System.Text;

namespace Tour;

/// <summary>Runs a program to its end and stops the tour when it fails.</summary>
internal static class Command
{
    /// <returns>What the program wrote to standard output, line by line.</returns>
    public static string[] Run(Scratch scratch, string program, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = scratch.Repository,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in scratch.Environment())
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Result.Split('\n').Select(line => line.TrimEnd('\r')).ToArray()
            : throw new TourException($"`{program} {string.Join(' ', arguments)}` ended with exit code {process.ExitCode}:\n{output.Result}{errors.Result}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new TourException($"{start.FileName} cannot be started. The tour needs git and the .NET 10 SDK.");
        }
    }
}

/// <summary>A step of the tour failed; the message is for the reader.</summary>
internal sealed class TourException(string message) : Exception(message);
