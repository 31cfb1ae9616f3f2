using MnistTrainer.Recognition;

Recognizer recognizer = Recognizer.Load("plants.zip");
WebApplication app = WebApplication.CreateSlimBuilder(args).Build();
app.MapPost("/api/plants", (float[] features) => recognizer.Rank(features));
app.Run();
