namespace Provenance.Engine.Tests;

public sealed class WriteRefusalTests
{
    [Theory]
    [InlineData(28, WriteRefusal.Full)]
    [InlineData(27, WriteRefusal.Full)]
    [InlineData(unchecked((int)0x80070070), WriteRefusal.Full)]
    [InlineData(30, WriteRefusal.ReadOnly)]
    [InlineData(unchecked((int)0x80070013), WriteRefusal.ReadOnly)]
    [InlineData(20, WriteRefusal.Denied)]
    public void ErrorNumber_HasItsWord(int number, string word)
    {
        Assert.Equal(word, WriteRefusal.Of(new IOException("It failed.", number)));
        Assert.Equal(word, WriteRefusal.Of(new UnauthorizedAccessException("It failed.", new IOException("It failed.", number))));
    }

    [Fact]
    public void AccessDenied_IsDenied() => Assert.Equal(WriteRefusal.Denied, WriteRefusal.Of(new UnauthorizedAccessException("It failed.")));

    /// <summary>Linux has a device that is always full, so that the number can be had from the system itself.</summary>
    [Fact]
    public void FullDevice_IsFull()
    {
        if (OperatingSystem.IsLinux())
        {
            using var device = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

            Assert.Equal(WriteRefusal.Full, WriteRefusal.Of(Assert.Throws<IOException>(() => device.Write([1]))));
        }
    }
}
