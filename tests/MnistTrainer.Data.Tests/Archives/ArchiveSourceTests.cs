using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class ArchiveSourceTests : IDisposable
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes("label,pixel0,pixel1,pixel2,pixel3\n4,0,255,3,4\n7,5,6,7,8\n");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Dataset? Load(string source, DataSplit split = DataSplit.Train) =>
        DataSource.Open(source).Load(split, cancellation: TestContext.Current.CancellationToken);

    public static TheoryData<string> Kinds => ["zip", "tar", "tar.gz"];

    private string Pack(string kind, params (string Name, byte[] Content)[] files) =>
        _folder.Write(
            $"set.{kind}",
            kind switch
            {
                "zip" => Bytes.Zip(files),
                "tar" => Bytes.Tar(files),
                _ => Bytes.Gzip(Bytes.Tar(files)),
            }
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_packed_table_is_read_as_the_table_is(string kind)
    {
        Dataset plain = Load(_folder.Write("anything.csv", Table))!,
            packed = Load(Pack(kind, ("anything.csv", Table)))!,
            twice = Load(Pack(kind, ("anything.csv.gz", Bytes.Gzip(Table))))!;
        foreach (Dataset set in new[] { packed, twice })
        {
            Assert.Equal(plain.Findings, set.Findings);
            Assert.Equal(plain.Samples.Labels.ToArray(), set.Samples.Labels.ToArray());
            Assert.Equal(plain.Samples.Row(1), set.Samples.Row(1));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_archive_is_read_as_a_folder(string kind)
    {
        string path = Pack(
            kind,
            ("train.csv", Table),
            ("test.csv", Table),
            ("notes/README.md", [65]),
            ("__MACOSX/._train.csv", [0]),
            (".DS_Store", [0])
        );
        Assert.Equal(2, Load(path)!.Count);
        Assert.Equal(2, Load(path, DataSplit.Test)!.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void IDX_files_are_found_in_an_archive(string kind)
    {
        string path = Pack(
            kind,
            ("train-images-idx3-ubyte.gz", Bytes.Gzip(Bytes.Idx([1, 2, 3, 255, 5, 6, 7, 8], 2, 2, 2))),
            ("train-labels-idx1-ubyte", Bytes.Idx([1, 0], 2))
        );
        Assert.Equal([1, 0], Load(path)!.Samples.Labels.ToArray());
    }

    [Fact]
    public void A_large_member_is_read_without_holding_it()
    {
        StringBuilder table = new("label,pixel0,pixel1,pixel2,pixel3\n");
        for (int i = 0; i < 2_000_000; i++)
            table.Append(i % 10).Append(",0,1,2,255\n");
        Dataset set = Load(Pack("zip", ("train.csv", Encoding.UTF8.GetBytes(table.ToString()))))!;
        Assert.Equal(2_000_000, set.Count);
        Assert.Equal(10, set.Samples.ClassNames.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_truncated_archive_is_rejected(string kind)
    {
        string path = Pack(kind, ("train.csv", Table), ("test.csv", Table));
        byte[] whole = File.ReadAllBytes(path);
        foreach (int length in new[] { whole.Length / 4, whole.Length / 2, whole.Length * 3 / 4 })
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InvalidInputException>(() => Load(path));
        }
    }

    [Fact]
    public void A_changed_byte_in_a_zip_is_noticed()
    {
        // Stored, not compressed, so that only the checksum shows it.
        string path = Pack("zip", ("train.csv", Table));
        byte[] bytes = Stored("train.csv", Table);
        int at = bytes.AsSpan().IndexOf("255"u8);
        bytes[at] = (byte)'1';
        File.WriteAllBytes(path, bytes);
        Rejection.Of(() => Load(path), "train.csv", "zip archive");
    }

    [Fact]
    public void The_sizes_of_tar_archives_are_bounded()
    {
        string path = Pack("tar", ("train.csv", Table));
        Rejection.Of(
            () => TarFolder.Read(DataFile.OnDisk(path, TestContext.Current.CancellationToken), maximumBytes: 10),
            "set.tar",
            "at most 10 bytes"
        );
    }

    [Fact]
    public void Nothing_in_an_archive_reaches_outside()
    {
        string path = Pack("zip", ("../train.csv", Table), ("/etc/test.csv", Table), ("a/../../x.csv", Table));
        ArchiveFolder root = ZipReader.Read(DataFile.OnDisk(path, TestContext.Current.CancellationToken));
        Assert.Equal([$"{path}/etc/test.csv"], FolderTree.List(root, TestContext.Current.CancellationToken).Select(one => one.File.Path));
    }

    private static byte[] Stored(string name, byte[] content)
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.ZipArchive zip = new(packed, System.IO.Compression.ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry(name, System.IO.Compression.CompressionLevel.NoCompression).Open();
            entry.Write(content);
        }

        return packed.ToArray();
    }

    [Theory]
    [InlineData("./train.csv", "./test.csv")]
    [InlineData("set\\train.csv", "set\\test.csv")]
    [InlineData("./a/./train.csv", ".\\a\\test.csv")]
    public void Names_may_begin_with_a_dot_and_use_either_slash(string train, string test)
    {
        foreach (string kind in new[] { "zip", "tar", "tar.gz" })
        {
            string path = Pack(kind, (train, Table), (test, Table));
            Assert.Equal(2, Load(path)!.Count);
            Assert.Equal(2, Load(path, DataSplit.Test)!.Count);
        }
    }

    [Fact]
    public void A_folder_of_one_archive_is_that_archive()
    {
        string folder = Path.GetDirectoryName(_folder.Write("inner/set.zip", Bytes.Zip(("train.csv", Table), ("test.csv", Table))))!;
        Assert.Equal(2, Load(folder)!.Count);
    }

    [Fact]
    public void Tables_in_zip_archives_of_their_own_are_parts()
    {
        _folder.Write("two/train.csv.zip", Bytes.Zip(("train.csv", Table)));
        string folder = Path.GetDirectoryName(_folder.Write("two/test.csv.zip", Bytes.Zip(("test.csv", Table))))!;
        Assert.Equal(2, Load(folder)!.Count);
        Assert.Equal(2, Load(folder, DataSplit.Test)!.Count);
    }

    [Fact]
    public void A_gzipped_zip_archive_is_called_so() =>
        Rejection.Of(() => Load(_folder.Write("set.npz.gz", Bytes.Gzip(Bytes.Zip(("train.csv", Table))))), "a gzipped zip archive");

    [Fact]
    public void A_folder_without_data_names_what_it_holds()
    {
        _folder.Write("other/notes.txt", "a\n");
        string folder = Path.GetDirectoryName(_folder.Write("other/set.h5", [0x89, .. "HDF\r\n\u001A\n"u8, 0, 0]))!;
        Rejection.Of(() => Load(folder), "none of these; set.h5 is an HDF5 file");
    }
}
