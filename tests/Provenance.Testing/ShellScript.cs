using System.Diagnostics;

namespace Provenance.Testing;

/// <summary>A program of one test, started by the product.</summary>
public static class ShellScript
{
    /// <summary>Writes the script for /bin/sh; runnable where there is one.</summary>
    /// <returns>The path.</returns>
    /// <remarks>
    /// A shell of its own writes it: a program that another test starts in this moment would hold what this process has open for writing, and Linux
    /// refuses to run a file that anybody can still write to (ETXTBSY; https://github.com/golang/go/issues/22315).
    /// </remarks>
    public static string Write(string path, string body)
    {
        var text = "#!/bin/sh\n" + body + "\n";
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(path, text);
            return path;
        }

        var start = new ProcessStartInfo("/bin/sh", ["-c", "cat > \"$1\" && chmod 700 \"$1\"", "sh", path]) { UseShellExecute = false, RedirectStandardInput = true };
        using var shell = Process.Start(start)!;
        shell.StandardInput.Write(text);
        shell.StandardInput.Close();
        shell.WaitForExit();
        return shell.ExitCode == 0 ? path : throw new InvalidOperationException($"{path} could not be written: the shell ended with {shell.ExitCode}");
    }
}
