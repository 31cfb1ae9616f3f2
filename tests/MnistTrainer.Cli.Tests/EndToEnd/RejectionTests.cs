using System.Buffers.Binary;
using System.Globalization;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>
/// Every input that the loaders reject, as a user meets the rejection: exit code 1, one sentence on stderr with place, expected, found and
/// remedy, nothing on stdout, and no model left behind.
/// </summary>
public sealed class RejectionTests : IDisposable
{
    private const string Idx = "set";
    private const string Images = "train-images-idx3-ubyte";
    private const string Labels = "train-labels-idx1-ubyte";

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void A_table_with_a_short_row()
    {
        List<string[]> rows = Rows();
        rows[4] = rows[4][..15];
        Rejects(Table(rows), "bad.csv, line 6, column 16: expected 17 cells, as in other rows, found 15. Make all rows the same length.");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("1e9")]
    public void A_table_with_a_cell_that_is_no_pixel(string cell)
    {
        List<string[]> rows = Rows();
        rows[4][3] = cell;
        Rejects(
            Table(rows),
            $"bad.csv, line 6, column 4 (pixel2): expected a pixel, a number from 0 to 255, found \"{cell}\". "
                + "Correct the cell; the range of pixels is 0 to 255, 0 to 16 or 0 to 1."
        );
    }

    [Fact]
    public void A_table_with_a_missing_value()
    {
        List<string[]> rows = Rows();
        rows[4][3] = "NaN";
        Rejects(
            Table(rows),
            "bad.csv, line 6, column 4 (pixel2): expected a pixel, a number from 0 to 255, found \"NaN\", a missing value. "
                + "Replace missing values, for example by 0."
        );
    }

    [Fact]
    public void A_table_with_a_image_in_each_column()
    {
        List<string[]> rows = Rows(40);
        IEnumerable<string> columns = Enumerable.Range(0, 17).Select(column => string.Join(',', rows.Select(row => row[column])));
        _work.Write("bad.csv", string.Join('\n', columns) + "\n");
        Rejects(
            "bad.csv",
            "bad.csv: expected one image per row, found 17 rows of 40 cells that look like one pixel of each image (one image per column?). Transpose the table."
        );
    }

    [Fact]
    public void A_table_with_paths_instead_of_pixels()
    {
        _work.Write("bad.csv", "path,label\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"img/{i}.png,{i % 3}\n")));
        Rejects(
            "bad.csv",
            "bad.csv: expected the pixels of an image in each row, found an image path, \"img/0.png\". Use the folder of images itself as the source."
        );
    }

    [Fact]
    public void A_table_with_a_header_only() =>
        Rejects(Table([]), "bad.csv: expected a table with rows, found only a header. Specify a file that contains rows.");

    [Fact]
    public void An_empty_file()
    {
        _work.Write("bad.csv", "");
        Rejects("bad.csv", "bad.csv: expected a table with rows, found no rows. Specify a file that contains rows.");
    }

    [Fact]
    public void A_table_without_labels()
    {
        _work.Write(
            "bad.csv",
            string.Join(',', Header()[1..]) + "\n" + string.Join('\n', Rows().Select(row => string.Join(',', row[1..]))) + "\n"
        );
        Rejects(
            "bad.csv",
            "bad.csv: expected a label column, found only 16 pixel columns. Add a column named label, or use the table only for prediction; "
                + "if each column is an image, transpose the table. Options: --label COLUMN."
        );
    }

    [Theory]
    [InlineData(
        100,
        "byte 116: expected 176 bytes (a header of 16 and 10 x 4 x 4 bytes), found the end of the file. The file is truncated; fetch it again."
    )]
    [InlineData(
        170,
        "byte 176: expected the end of the file (a header of 16 and 10 x 4 x 4 bytes), found more bytes. The file is damaged or its header is wrong; fetch it again."
    )]
    public void An_IDX_file_that_is_too_short_or_too_long(int values, string sentence)
    {
        WriteIdx(Images, [10, 4, 4], new byte[values]);
        WriteIdx(Labels, [10], new byte[10]);
        Rejects(Idx, $"{Path.Combine(Idx, Images)}, {sentence}");
    }

    [Fact]
    public void An_IDX_file_of_an_unknown_type()
    {
        WriteIdx(Images, [10, 4, 4], new byte[640], type: 15);
        WriteIdx(Labels, [10], new byte[10]);
        Rejects(
            Idx,
            $"{Path.Combine(Idx, Images)}, byte 2: expected a type of IDX: 8, 9 or 11 to 14, found 15. The file is damaged or not an IDX file; fetch it again."
        );
    }

    [Fact]
    public void An_IDX_file_with_another_magic_number()
    {
        WriteIdx(Images, [10, 4, 4], new byte[160], firstByte: 9);
        WriteIdx(Labels, [10], new byte[10]);
        Rejects(
            Idx,
            $"{Path.Combine(Idx, Images)}, byte 0: expected two zero bytes at the start of an IDX file, found 09 00. The file is damaged or not an IDX file; fetch it again."
        );
    }

    [Fact]
    public void IDX_files_that_do_not_belong_together()
    {
        WriteIdx(Images, [10, 4, 4], new byte[160]);
        WriteIdx(Labels, [9], new byte[9]);
        Rejects(
            Idx,
            $"{Path.Combine(Idx, Labels)}: expected 10 labels, one per image of {Images}, found 9. Put the images and labels of the same set next to each other."
        );
    }

    [Fact]
    public void A_folder_with_a_damaged_image()
    {
        string good = Path.Combine("images", "a", "1.png"),
            bad = Path.Combine("images", "b", "2.png");
        _work.WritePng(good, new byte[64], 8);
        _work.Write(bad, File.ReadAllBytes(_work[good])[..40]);
        Rejects(
            "images",
            $"{bad}: expected a complete image, found a PNG image that ends after 40 bytes, inside its chunks. Save the image again as PNG or JPEG. --skip-damaged leaves out files that cannot be read."
        );
    }

    [Fact]
    public void A_folder_without_images()
    {
        _work.Write(Path.Combine("notes", "readme.txt"), "nothing to see");
        Rejects(
            "notes",
            "notes: expected IDX files (train-images-idx3-ubyte, …), tables (train.csv and test.csv, or Parquet), NumPy arrays (x_train.npy, …) or images, found none of these, but readme.txt. Specify the folder that contains them, or a file."
        );
    }

    [Fact]
    public void A_name_that_means_nothing()
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "train", "--data", "minst", "--model", "out.zip");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.StartsWith(
            "minst: expected a file, a folder or the name of a data set (available: ",
            outcome.StandardError,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "found none of these. Check the name. Sets to download with mnist download NAME: mnist,",
            outcome.StandardError,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(_work["out.zip"]));
    }

    [Fact]
    public void A_file_that_is_not_there() =>
        Rejects(
            Path.Combine(".", "gone.csv"),
            $"{Path.Combine(".", "gone.csv")}: expected a file or a folder, found no such file or folder. Check the path."
        );

    private void Rejects(string source, string sentence)
    {
        ProcessOutcome outcome = MnistProcess.Run(_work.Folder, "train", "--data", source, "--model", "out.zip");
        Assert.Equal(sentence + Environment.NewLine, outcome.StandardError);
        Assert.Equal("", outcome.StandardOutput);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(Directory.GetFiles(_work.Folder, "out.zip*"));
    }

    private static string[] Header() => ["label", .. Enumerable.Range(0, 16).Select(i => $"pixel{i}")];

    private static List<string[]> Rows(int count = 12) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(row => (string[])[Text(row % 3), .. Enumerable.Range(0, 16).Select(i => Text((row * 7 + i) % 256))]),
        ];

    private string Table(List<string[]> rows)
    {
        _work.Write("bad.csv", string.Join('\n', rows.Prepend(Header()).Select(row => string.Join(',', row))) + "\n");
        return "bad.csv";
    }

    private void WriteIdx(string name, int[] dimensions, byte[] values, byte type = 8, byte firstByte = 0)
    {
        byte[] header = new byte[4 + (4 * dimensions.Length)];
        (header[0], header[2], header[3]) = (firstByte, type, (byte)dimensions.Length);
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        _work.Write(Path.Combine(Idx, name), [.. header, .. values]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
