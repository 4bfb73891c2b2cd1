// What a session needs besides JShell's own DEFAULT imports: jshell --startup DEFAULT --startup mlplatform.jsh
import io.mlplatform.*;
import io.mlplatform.audit.*;
import io.mlplatform.collection.*;
import io.mlplatform.datasets.*;
import io.mlplatform.experiments.*;
import io.mlplatform.features.*;
import io.mlplatform.features.online.*;
import io.mlplatform.layout.*;
import io.mlplatform.lineage.*;
import io.mlplatform.models.*;
import io.mlplatform.pipelines.*;
import io.mlplatform.s3.*;
import io.mlplatform.s3.access.*;
import io.mlplatform.s3.provision.*;
import io.mlplatform.store.*;
import java.time.*;
// java.nio.file has one of this name too
import io.mlplatform.AccessDeniedException;
