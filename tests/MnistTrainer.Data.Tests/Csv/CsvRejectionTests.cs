namespace MnistTrainer.Data.Tests;

/// <summary>Every kind of rejected table, and its message.</summary>
public sealed class CsvRejectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Action Load(string text) => Load(System.Text.Encoding.UTF8.GetBytes(text));

    private Action Load(byte[] content) =>
        () => CsvLoader.Load(_folder.Write("table.csv", content), null, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(
        "label,p0,p1,p2,p3\n5,0,1,2,3\n5,0,1,2\n5,0,1,2,30\n",
        "line 3, column 5: expected 5 cells, as in other rows, found 4. Make all rows the same length."
    )]
    [InlineData(
        "5,0,1,2,3\n\n5,0,1,2,3\n5,0,1,2,3,4\n5,0,1,2,30\n",
        "line 4, column 6: expected 5 cells, as in other rows, found 6. Make all rows the same length."
    )]
    [InlineData(
        "5,0,1,2\n5,0,1,2,3\n5,0,1,2,30\n",
        "line 1, column 5: expected 5 cells, as in other rows, found 4. Make all rows the same length."
    )]
    [InlineData(
        "label,p0,p1,p2\n5,0,1,2,3\n5,0,1,2,30\n",
        "line 1: expected 5 names in the header, one per cell of a row, found 4. Make the header and all rows the same length."
    )]
    [InlineData(
        "label,p0,p1,p2,p3\n5,0,1,2,3\n5,0,abc,2,3\n",
        "line 3, column 3 (p1): expected a pixel, a number from 0 to 255, found \"abc\". Correct the cell"
    )]
    [InlineData(
        "label,p0,p1,p2,p3\n5,0,1,2,3\n5,0,,2,3\n",
        "line 3, column 3 (p1): expected a pixel, a number from 0 to 255, found an empty cell. Correct the cell"
    )]
    [InlineData("5,0,1,2,3\n4,0,1,256,3\n", "line 2, column 4: expected a pixel, a number from 0 to 255, found \"256\". Correct the cell")]
    [InlineData("5,0,1,2,3\n4,0,1,-1,3\n", "line 2, column 4: expected a pixel, a number from 0 to 255, found \"-1\". Correct the cell")]
    [InlineData(
        "5,0,1,2,3\n4,0,1,255.5,3\n",
        "line 2, column 4: expected a pixel, a number from 0 to 255, found \"255.5\". Correct the cell"
    )]
    [InlineData(
        "5,0,1,2,3\n4,0,1,NaN,3\n",
        "line 2, column 4: expected a pixel, a number from 0 to 255, found \"NaN\", a missing value. Replace missing values"
    )]
    [InlineData(
        "5,0,1,2,3\n4,0,1,1e999,3\n",
        "line 2, column 4: expected a pixel, a number from 0 to 255, found \"1e999\". Correct the cell"
    )]
    [InlineData(
        "5,0,1,2,3\r4,0,1,0x1F,3\r",
        "line 2, column 4: expected a pixel, a number from 0 to 255, found \"0x1F\", a hexadecimal number. Write pixels as plain numbers"
    )]
    [InlineData(
        "label,p0,p1,p2,p3\n5,0,1,2,3\n\"5,0,abc,2,3\n",
        "line 3, column 2: expected 5 cells, as in other rows, found 1. Make all rows the same length."
    )]
    [InlineData(
        "label,p0,p1,p2,p3\n5,0,1,2,3\n,0,1,2,3\n",
        "line 3, column 1 (label): expected a label of 1 to 256 bytes, found an empty cell. Label every row."
    )]
    [InlineData(
        "path,label\nimages/1.png,5\nimages/2.png,3\n",
        ": expected the pixels of an image in each row, found an image path, \"images/1.png\". Use the folder of images itself as the source."
    )]
    [InlineData(
        "images/1.png,5\nimages/2.png,3\n",
        ": expected the pixels of an image in each row, found an image path, \"images/1.png\". Use the folder of images itself as the source."
    )]
    [InlineData(
        "images/1.png\n",
        ": expected the pixels of an image in each row, found an image path, \"images/1.png\". Use the folder of images itself as the source."
    )]
    [InlineData("", ": expected a table with rows, found no rows. Specify a file that contains rows.")]
    [InlineData("\n \r\n\n", ": expected a table with rows, found no rows. Specify a file that contains rows.")]
    [InlineData("\uFEFF", ": expected a table with rows, found no rows. Specify a file that contains rows.")]
    [InlineData("label,p0,p1,p2,p3\n", ": expected a table with rows, found only a header. Specify a file that contains rows.")]
    [InlineData("label\n5\n3\n", ": expected pixel columns, found only labels, without pixels. Use a table with one image per row.")]
    [InlineData("p0,p1,p2,p3\n0,1,2,3\n", ": expected a label column, found only 4 pixel columns. Add a column named label")]
    public void Names_the_place_what_was_expected_and_found_and_the_remedy(string text, string message) =>
        Rejection.Of(Load(text), $"table.csv{(message[0] == ':' ? "" : ", ")}{message}");

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D }, "binary data")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0 }, "a ZIP archive or a workbook")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 1, 2 }, "data that cannot be decompressed")]
    public void Rejects_files_that_are_not_text(byte[] content, string found) => Rejection.Of(Load(content), "table.csv", found);

    [Fact]
    public void Rejects_a_missing_file() =>
        Rejection.Of(
            () => CsvLoader.Load(_folder["none.csv"], null, TestContext.Current.CancellationToken),
            "none.csv: expected a readable file",
            "found no such file"
        );

    // 8x8 images with a blank corner, one per column.
    [Theory]
    [InlineData(5, false, false)]
    [InlineData(20, true, false)]
    [InlineData(10, true, true)]
    [InlineData(200, true, false)]
    public void Rejects_one_image_per_column(int images, bool labels, bool names)
    {
        Random random = new(3);
        List<string> lines = [];
        if (labels)
            lines.Add((names ? "label," : "") + string.Join(',', Enumerable.Range(0, images).Select(_ => random.Next(10))));
        for (int pixel = 0; pixel < 64; pixel++)
        {
            bool blank = pixel is < 8 or >= 56;
            lines.Add(
                (names ? $"pixel{pixel}," : "") + string.Join(',', Enumerable.Range(0, images).Select(_ => blank ? 0 : random.Next(256)))
            );
        }

        Rejection.Of(
            Load(string.Join('\n', lines)),
            "table.csv: expected one image per row, found",
            "(one image per column?). Transpose the table."
        );
    }

    [Fact]
    public void Names_both_remedies_if_all_columns_are_pixels() =>
        Rejection.Of(
            Load(string.Concat(Enumerable.Repeat("0,0,9,0,0,8,7,6,1\n", 65))),
            "expected a label column",
            "named label",
            "transpose the table"
        );

    [Fact]
    public void Rejects_a_first_row_of_class_names() =>
        Rejection.Of(Load("cat,dog,cat,dog,dog\n1,2,3,4,5\n1,2,3,4,5\n"), "expected one image per row", "Transpose");
}
