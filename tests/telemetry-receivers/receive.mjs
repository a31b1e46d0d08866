// Receives metrics, traces and logs by OTLP. Writes its addresses, then each message as a line of JSON.
import { createRequire } from 'node:module';
import http from 'node:http';
import path from 'node:path';

const require = createRequire(import.meta.url);
const grpc = require('@grpc/grpc-js');
// The package does not export the messages that it generates from opentelemetry-proto.
const messages = require(path.join(path.dirname(require.resolve('@opentelemetry/otlp-transformer')), 'generated', 'root.js'));
const proto = messages.opentelemetry.proto.collector;
const kinds = {
  metrics: [proto.metrics.v1.ExportMetricsServiceRequest, proto.metrics.v1.ExportMetricsServiceResponse, 'opentelemetry.proto.collector.metrics.v1.MetricsService'],
  traces: [proto.trace.v1.ExportTraceServiceRequest, proto.trace.v1.ExportTraceServiceResponse, 'opentelemetry.proto.collector.trace.v1.TraceService'],
  logs: [proto.logs.v1.ExportLogsServiceRequest, proto.logs.v1.ExportLogsServiceResponse, 'opentelemetry.proto.collector.logs.v1.LogsService'],
};

const tell = (kind, request, message) => console.log(JSON.stringify({ kind, message: request.toObject(message, { longs: String, bytes: String, enums: String }) }));

const byHttp = http.createServer((asked, answer) => {
  const kind = asked.url.replace('/v1/', '');
  const parts = [];
  asked.on('data', part => parts.push(part)).on('end', () => {
    if (asked.method !== 'POST' || asked.headers['content-type'] !== 'application/x-protobuf' || !kinds[kind]) {
      answer.writeHead(400).end();
      return;
    }

    const [request, response] = kinds[kind];
    tell(kind, request, request.decode(Buffer.concat(parts)));
    answer.writeHead(200, { 'Content-Type': 'application/x-protobuf' }).end(response.encode({}).finish());
  });
});

const byGrpc = new grpc.Server();
for (const [kind, [request, response, service]] of Object.entries(kinds)) {
  byGrpc.addService({
    Export: {
      path: `/${service}/Export`, requestStream: false, responseStream: false,
      requestDeserialize: bytes => request.decode(bytes), requestSerialize: value => Buffer.from(request.encode(value).finish()),
      responseDeserialize: bytes => response.decode(bytes), responseSerialize: value => Buffer.from(response.encode(value).finish()),
    },
  }, { Export: (call, done) => { tell(kind, request, call.request); done(null, {}); } });
}

byHttp.listen(0, '127.0.0.1', () => byGrpc.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (_, port) =>
  console.log(JSON.stringify({ HttpProtobuf: `http://127.0.0.1:${byHttp.address().port}`, Grpc: `http://127.0.0.1:${port}` }))));
// Ends with the test.
process.stdin.resume().on('end', () => process.exit());
