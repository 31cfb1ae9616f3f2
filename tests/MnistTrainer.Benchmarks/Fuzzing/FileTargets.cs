using System.Buffers.Binary;
using System.Text;
using MnistTrainer.Data;
using MnistTrainer.Data.Tests;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using Parquet;

namespace MnistTrainer.Benchmarks.Fuzzing;

/// <summary>The readers of files.</summary>
internal static class FileTargets
{
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 64).Select(i => (byte)(i * 4))];

    /// <summary>All readers of files.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("table", [.. Tables.Select(Encoding.UTF8.GetBytes)], ReadSource),
        new("columns", [.. ColumnTables.Select(Encoding.UTF8.GetBytes)], ReadColumns),
        new("schema", [.. ColumnTables.Select(table => TableSchemaFile.ToJson(SchemaOf(Encoding.UTF8.GetBytes(table))))], ReadSchema),
        new(
            "idx",
            [
                Bytes.Idx(Pixels, 1, 8, 8),
                Bytes.Idx(Pixels, 4, 4, 4, 1),
                OfFloats(Bytes.Idx(Floats(isReversed: true), 1, 4, 4)),
                Bytes.Gzip(Bytes.Idx(Pixels, 1, 8, 8)),
            ],
            ReadSource
        ),
        new(
            "numpy",
            [
                Bytes.Npy("|u1", Pixels, "(1, 8, 8)"),
                Bytes.Npy("<f4", Floats(isReversed: false), "(1, 4, 4)"),
                Bytes.Npy(">i2", Shorts, "(2, 16)"),
                Bytes.Zip(("x.npy", Bytes.Npy("|u1", Pixels, "(1, 8, 8)"))),
            ],
            ReadSource
        ),
        new(
            "archive",
            [
                Bytes.Zip(("train.csv", Encoding.UTF8.GetBytes(Tables[0]))),
                Bytes.Zip(("a/1.png", Image), ("b/2.png", Image)),
                Bytes.Zip(("train.csv.gz", Bytes.Gzip(Encoding.UTF8.GetBytes(Tables[1])))),
            ],
            ReadSource
        ),
        new(
            "parquet",
            [
                ParquetBytes.Of([HubRow(1), HubRow(0)], ParquetBytes.ClassNames("a", "b")),
                ParquetBytes.Of([HubRow(3), HubRow(2)], compression: CompressionMethod.Zstd),
                ParquetBytes.Of([HubRow(3), HubRow(2)], compression: CompressionMethod.None),
                ParquetBytes.Table<int>(
                    ["label", "p0", "p1", "p2", "p3"],
                    [
                        [1, 0, 255, 0, 3],
                        [2, 0, 0, 7, 9],
                        [1, 0, 9, 7, 9],
                    ]
                ),
                ParquetBytes.Table<double>(
                    ["p0", "p1", "p2", "p3"],
                    [
                        [0, 0.5, 1, 0],
                    ],
                    CompressionMethod.Gzip
                ),
                ParquetBytes.Of<ParquetBytes.ListRow>([new(1, [0, 1, 0.5, 0]), new(2, [0, 1, 0.5, 0])]),
                ParquetBytes.Of<ParquetBytes.RowsRow>([
                    new(
                        "x",
                        [
                            [1, 2],
                            [3, 4],
                        ]
                    ),
                    new(
                        "y",
                        [
                            [1, 2],
                            [3, 4],
                        ]
                    ),
                ]),
            ],
            ReadSource
        ),
        new("pen strokes", [PenStrokes, Bytes.Gzip(PenStrokes)], ReadSource),
        new("bitmaps of 32x32", [Optdigits], bytes => ReadSource(bytes, "optdigits-orig.tra")),
        new("bitmaps of 16x16", [Semeion], bytes => ReadSource(bytes, "semeion.data")),
        new("network", [Network], bytes => NetworkFile.Read(new MemoryStream(bytes), "input")),
    ];

    // The type of IDX for 32-bit floats stands in the third byte.
    private static byte[] OfFloats(byte[] idx) => [0, 0, 13, .. idx.AsSpan(3)];

    // Big-endian integers from 0 to 255.
    private static byte[] Shorts => [.. Pixels.Take(32).SelectMany(pixel => new byte[] { 0, pixel })];

    // From 0 to 1, little-endian or reversed.
    private static byte[] Floats(bool isReversed) =>
        [
            .. Enumerable
                .Range(0, 16)
                .SelectMany(i =>
                {
                    byte[] bytes = new byte[sizeof(float)];
                    if (isReversed)
                        BinaryPrimitives.WriteSingleBigEndian(bytes, i / 15f);
                    else
                        BinaryPrimitives.WriteSingleLittleEndian(bytes, i / 15f);
                    return bytes;
                }),
        ];

    private static string[] ColumnTables =>
        [
            "id,age,city,income\n1,31,Bonn,high\n2,45.5,Köln,low\n3,?,Bonn,low\n",
            "name;price;share\na;\"1.234,50 €\";12%\nb;\"2.500,00 €\";3%\nc;\"10,00 €\";5%\n",
            "@relation d\n@attribute a numeric\n@attribute b {x,y}\n@attribute c {u,v}\n@data\n0.5,x,u\n1200,y,v\n",
        ];

    private static string[] Tables =>
        [
            "label,pixel0,pixel1,pixel2,pixel3\n4,0,255,3,4\n7,5,6,7,8\n",
            "1;0,5;0,25;0;1\r\n2;1;0;0,125;0\r\n",
            "7 1:0.5 3:1\n3 2:0.25 4:1\n",
            "{\"label\": 1, \"image\": [0, 1, 2, 255]}\n{\"label\": 2, \"image\": [9, 1, 2, 255]}\n",
            "[{\"label\": 1, \"image\": [[0, 1], [2, 255]]}]",
            "@relation d\n@attribute a numeric\n@attribute b numeric\n@attribute class {x,y}\n@data\n0,255,x\n1,2,y\n",
            "id\tlabel\tp0\tp1\tp2\tp3\n0\tA\t0\t1\t2\t3\n1\tB\t0\t1\t2\t3\n",
        ];

    private static ParquetBytes.HubRow HubRow(long label) => new(new ParquetBytes.HubImage(Image, "a.png"), label);

    private static byte[] Image => ImageCodec.EncodePng(new GrayImage(8, 8, Pixels));

    private static byte[] PenStrokes =>
        [
            .. ".LEXICON \"0\" \"1\"\n.SEGMENT DIGIT 0 ? \"8\"\n.COMMENT 8 12 224\n.PEN_DOWN\n 267 333\n 260 300\n 1 2\n.PEN_UP\n"u8,
            .. ".DT 100\n.SEGMENT DIGIT 1 ? \"2\"\n.PEN_DOWN\n 5 6\n.PEN_UP\n"u8,
        ];

    private static byte[] Optdigits =>
        [
            .. "1\n"u8,
            .. Enumerable.Range(0, 32).SelectMany(y => Encoding.ASCII.GetBytes(new string(y % 2 == 0 ? '1' : '0', 32) + "\n")),
            .. " 3\n"u8,
        ];

    private static byte[] Semeion =>
        Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Range(0, 266).Select(i => i is < 20 or 260 ? "1.0000" : "0.0000")) + " \r\n");

    private static byte[] Network
    {
        get
        {
            NetworkDefinition definition = new()
            {
                InputShape = Shape.Image(2, 2),
                Layers = [new Dense(3, Activation.ReLU), new BatchNormalization(Activation.Identity), new Dense(2, Activation.Softmax)],
                ClassNames = ["a", "b"],
            };
            using MemoryStream stream = new();
            NetworkFile.Write(MnistTrainer.NeuralNetwork.Network.Create(definition), stream);
            return stream.ToArray();
        }
    }

    private static void ReadSource(byte[] bytes) => ReadSource(bytes, "input");

    private static void ReadSource(byte[] bytes, string name)
    {
        ArchiveFolder folder = new("fuzzed");
        SourceSplits splits = SourceFile.Open(new ArchiveFile(folder, $"fuzzed/{name}", () => new MemoryStream(bytes, writable: false)));
        LoadOptions options = LoadOptions.Default with { LabelsRequired = false, OneClassAllowed = true };
        splits.Train?.Load(options, CancellationToken.None);
        splits.Test?.Load(options, CancellationToken.None);
    }

    private static TextTable TextTableOf(byte[] bytes) =>
        TextTable.Load(
            new ArchiveFile(new ArchiveFolder("fuzzed"), "fuzzed/input", () => new MemoryStream(bytes, writable: false)),
            new TableOptions(),
            null,
            CancellationToken.None
        );

    private static TableSchema SchemaOf(byte[] bytes)
    {
        TextTable table = TextTableOf(bytes);
        return TableReportFinder.ToSchema(TableReportFinder.Find(table, new TableOptions { LabelColumn = $"{table.Columns.Length}" }));
    }

    private static void ReadColumns(byte[] bytes) => new TableEncoder(SchemaOf(bytes)).Encode(TextTableOf(bytes), withLabels: true);

    private static void ReadSchema(byte[] bytes) => TableSchemaFile.FromJson(bytes, "fuzzed");
}
