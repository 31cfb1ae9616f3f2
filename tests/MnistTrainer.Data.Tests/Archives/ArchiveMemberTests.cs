using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>What an archive says of its members is compared with what they are.</summary>
public sealed class ArchiveMemberTests : IDisposable
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes("label,pixel0,pixel1,pixel2,pixel3\n4,0,255,3,4\n7,5,6,7,8\n");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 0u, true)]
    [InlineData(0, 1u, false)]
    [InlineData(1, 0u, false)]
    [InlineData(-1, 0u, false)]
    public void The_length_and_the_checksum_of_a_large_member_are_compared_at_its_end(int longer, uint change, bool isWhole)
    {
        using MemoryStream content = new(Table);
        using MemberStream member = new(
            content,
            Table.Length + longer,
            Crc32.HashToUInt32(Table) ^ change,
            Stream.Null,
            cause => new InvalidInputException("set.zip", "whole", "damaged", "Fetch it again", cause)
        );
        using MemoryStream read = new();
        if (isWhole)
            member.CopyTo(read);
        else
            Assert.Throws<InvalidInputException>(() => member.CopyTo(read));
        Assert.Equal(Table, read.ToArray());
    }

    [Fact]
    public void An_encrypted_archive_is_called_so()
    {
        byte[] zip = Bytes.Zip(("train.csv", Table));

        // Bit 0 of the flags, in the header of the member and in the list of members (APPNOTE.TXT, 4.4.4).
        foreach ((uint signature, int flags) in ((uint, int)[])[(0x04034B50, 6), (0x02014B50, 8)])
        {
            byte[] wanted = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(wanted, signature);
            zip[zip.AsSpan().IndexOf(wanted) + flags] |= 1;
        }

        Rejection.Of(() => DataSource.Open(_folder.Write("set.zip", zip)), "set.zip", "without a password", "an encrypted one");
    }

    [Fact]
    public void The_files_of_a_tar_archive_are_bounded_together()
    {
        var tar = DataFile.OnDisk(
            _folder.Write("set.tar", Bytes.Tar(("train.csv", Table), ("test.csv", Table))),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(2, TarFolder.Read(tar, maximumBytes: 2 * Table.Length).Files.Count);
        Rejection.Of(() => TarFolder.Read(tar, maximumBytes: (2 * Table.Length) - 1), "set.tar", "at most");
    }

    [Fact]
    public void What_systems_add_to_archives_is_left_out()
    {
        string path = _folder.Write(
            "set.zip",
            Bytes.Zip(("a/train.csv", Table), ("a/.DS_Store", [0]), ("__MACOSX/a/train.csv", Table), (".git/x.csv", Table))
        );
        Assert.Equal(
            ["a/train.csv"],
            FolderTree
                .List(ZipReader.Read(DataFile.OnDisk(path, TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken)
                .Select(one => one.Name)
        );
    }
}
